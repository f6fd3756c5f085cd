package io.rollcall.bench.drift;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The program behind {@code bench/drift}. */
@Command(
        name = "bench/drift",
        description = {
            "Collects weeks of simulated events that become visible late, by the planner that ships and by others.",
            "Without options: six weeks of each model at normal volume, for minutes."
        },
        mixinStandardHelpOptions = true)
public final class DriftProgram implements Callable<Integer> {

    @Option(names = "--json", description = "Print one JSON object per result.")
    private boolean json;

    @Option(names = "--quick", description = "Eighteen days and a retention of eight, in place of 42 and 30.")
    private boolean quick;

    @Option(names = "--seed", defaultValue = "1", description = "Of the made-up events (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--models",
            split = ",",
            paramLabel = "MODEL",
            description = "Of ${COMPLETION-CANDIDATES} (default: all).")
    private Set<Lateness> models = EnumSet.allOf(Lateness.class);

    @Option(
            names = "--volumes",
            split = ",",
            paramLabel = "VOLUME",
            description = "Of ${COMPLETION-CANDIDATES}: 1, 20 and 200 events a minute (default: NORMAL).")
    private Set<Volume> volumes = EnumSet.of(Volume.NORMAL);

    @Option(
            names = "--policies",
            split = ",",
            paramLabel = "POLICY",
            description = "Of ${COMPLETION-CANDIDATES} (default: all that fit the page size).")
    private Set<Policy> policies = EnumSet.noneOf(Policy.class);

    @Option(
            names = "--conditions",
            split = ",",
            paramLabel = "CONDITION",
            description = "Of ${COMPLETION-CANDIDATES} (default: USUAL).")
    private Set<Conditions> conditions = EnumSet.of(Conditions.USUAL);

    @Option(
            names = "--page",
            defaultValue = "1000",
            description = "Records the API returns per call (default: ${DEFAULT-VALUE}).")
    private int pageSize;

    @Option(names = "--csv", paramLabel = "FILE", description = "Write all results there.")
    private Optional<Path> csv = Optional.empty();

    @Option(names = "--markdown", paramLabel = "FILE", description = "Write a table for a document there.")
    private Optional<Path> markdown = Optional.empty();

    @Option(names = "--plot", paramLabel = "FILE", description = "Draw delay against calls there, as SVG.")
    private Optional<Path> plot = Optional.empty();

    private final PrintStream out = System.out;

    private DriftProgram() {}

    public static void main(String[] arguments) {
        CommandLine line = new CommandLine(new DriftProgram());
        System.exit(line.setCaseInsensitiveEnumValuesAllowed(true).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        if (!json) {
            out.println(Table.heading());
        }
        List<Result> results = run(settings());
        if (csv.isPresent()) {
            Files.write(csv.get(), Table.csv(results));
        }
        if (markdown.isPresent()) {
            Files.write(markdown.get(), Table.markdown(results));
        }
        if (plot.isPresent()) {
            Files.write(plot.get(), Plot.of(results));
        }
        return 0;
    }

    private List<Setting> settings() {
        List<Setting> settings = new ArrayList<>();
        for (Conditions condition : conditions) {
            for (Volume volume : volumes) {
                for (Lateness model : models) {
                    settings.add(new Setting(model, volume, pageSize, condition, quick ? Span.QUICK : Span.FULL, seed));
                }
            }
        }
        return settings;
    }

    private List<Policy> chosen() {
        if (!policies.isEmpty()) {
            return List.copyOf(policies);
        }
        EnumSet<Policy> large = EnumSet.of(Policy.ADAPTIVE_5, Policy.ADAPTIVE_12, Policy.CLAIRVOYANT_12);
        EnumSet<Policy> small = EnumSet.of(Policy.ADAPTIVE_SPARING, Policy.ADAPTIVE, Policy.CLAIRVOYANT);
        EnumSet<Policy> fitting = EnumSet.complementOf(pageSize < 500 ? small : large);
        return List.copyOf(fitting);
    }

    /** Runs the settings side by side, and prints each result as it comes; returns them in the order of the settings. */
    private List<Result> run(List<Setting> settings) throws InterruptedException, ExecutionException {
        ExecutorService workers =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            List<Future<List<Result>>> running = new ArrayList<>();
            for (Setting setting : settings) {
                running.add(workers.submit(() -> {
                    List<Result> results = new ArrayList<>();
                    setting.run(chosen(), result -> {
                        print(result);
                        results.add(result);
                    });
                    return results;
                }));
            }
            List<Result> all = new ArrayList<>();
            for (Future<List<Result>> results : running) {
                all.addAll(results.get());
            }
            return all;
        } finally {
            workers.shutdownNow();
        }
    }

    private synchronized void print(Result result) {
        try {
            out.println(json ? new ObjectMapper().writeValueAsString(result.fields()) : Table.line(result));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
