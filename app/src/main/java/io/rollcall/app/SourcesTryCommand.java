package io.rollcall.app;

import io.rollcall.app.config.Configuration;
import io.rollcall.app.config.TrialConfiguration;
import io.rollcall.app.files.TokenFiles;
import io.rollcall.app.text.Explanation;
import io.rollcall.app.text.Json;
import io.rollcall.app.trial.Trial;
import io.rollcall.app.trial.TrialSink;
import io.rollcall.engine.budget.Budgets;
import io.rollcall.engine.sink.Sink;
import io.rollcall.engine.time.Clock;
import io.rollcall.engine.time.SystemClock;
import io.rollcall.sources.Sources;
import io.rollcall.sources.definition.Definition;
import io.rollcall.sources.definition.Definitions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rollcall sources try}: reads an API once with a definition, and shows what comes of it. */
@Command(
        name = "try",
        description =
                "Reads an API once as a definition says, delivers nothing, and shows requests, pages, keys and times.",
        mixinStandardHelpOptions = true)
final class SourcesTryCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "The definition.")
    private Path file = Path.of("definition.yaml");

    @Option(
            names = "--config",
            paramLabel = "FILE",
            required = true,
            description = "A configuration with an account that uses it, for URLs and credentials; needs no sink.")
    private Path config = Path.of("rollcall.yaml");

    @Option(names = "--stream", paramLabel = "NAME", description = "Only this stream; all of the account if left out.")
    private Optional<String> wanted = Optional.empty();

    @Option(
            names = "--max-pages",
            paramLabel = "N",
            defaultValue = "20",
            description = "Read at most so many pages of each stream (default: ${DEFAULT-VALUE}).")
    private int maxPages;

    @Option(names = "--ndjson", paramLabel = "FILE", description = "Write the events found to a file, one per line.")
    private Optional<Path> out = Optional.empty();

    @Option(names = "--json", description = "Print one JSON object at the end, and nothing else.")
    private boolean json;

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "How long to go on when the API is in trouble (default: ${DEFAULT-VALUE}).")
    private long patienceSeconds;

    private final Clock clock = new SystemClock();

    @Override
    public Integer call() throws Exception {
        Definition definition = Definitions.parse(file.toString(), Configuration.text(file));
        TrialConfiguration configuration = TrialConfiguration.load(config, file, definition, System.getenv());
        List<Map<String, Object>> streams = new ArrayList<>();
        Path scratch = Files.createTempDirectory("rollcall-try");
        try (Sources sources = new Sources(configuration.http(), clock, new Budgets(clock), UUID::randomUUID);
                Sink sink = new TrialSink(out)) {
            sources.keepRefreshTokens(new TokenFiles(configuration.tokens()));
            Consumer<String> person = json ? unused -> {} : System.out::println;
            sources.watch(person);
            for (Configuration.Account account : configuration.accounts().values()) {
                for (String stream : account.streams()) {
                    if (wanted.isEmpty() || wanted.get().equals(stream)) {
                        Trial trial = new Trial(account, stream, maxPages, person);
                        person.accept("stream " + stream + ", the last " + trial.reach());
                        Path ledger = scratch.resolve(streams.size() + ".db");
                        streams.add(trial.run(sources, sink, ledger, Duration.ofSeconds(patienceSeconds), clock));
                    }
                }
            }
        } finally {
            remove(scratch);
        }
        return report(definition, streams);
    }

    private int report(Definition definition, List<Map<String, Object>> streams) {
        if (streams.isEmpty()) {
            System.err.println("rollcall: " + definition.name() + " has no such stream; it has: "
                    + String.join(", ", definition.streamNames()));
            return Explanation.USAGE;
        }
        boolean complete = streams.stream().allMatch(stream -> Boolean.TRUE.equals(stream.get("complete")));
        if (json) {
            Map<String, Object> summary = new LinkedHashMap<>();
            summary.put("definition", definition.name());
            summary.put("complete", complete);
            summary.put("streams", streams);
            System.out.println(Json.write(summary));
        } else {
            streams.forEach(stream -> System.out.println(Json.write(stream)));
        }
        return complete ? 0 : 1;
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path each : files.toList()) {
                Files.delete(each);
            }
        }
        Files.delete(folder);
    }
}
