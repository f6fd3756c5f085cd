package io.rollcall.bench.audit;

import io.rollcall.bench.report.Folders;
import io.rollcall.bench.report.MarkedTable;
import io.rollcall.options.Durations;
import io.rollcall.sim.drift.DriftModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The program behind {@code bench/losses}. */
@Command(
        name = "bench/losses",
        description =
                "Lets models of other collectors read a simulated API for a month, and takes the roll call of what each has delivered.",
        mixinStandardHelpOptions = true)
public final class LossesProgram implements Callable<Integer> {

    private static final MarkedTable TABLE = new MarkedTable("bench/losses");

    @Option(
            names = "--days",
            defaultValue = "30",
            description = "Simulated days of events (default: ${DEFAULT-VALUE}).")
    private int days;

    @Option(
            names = "--drift",
            split = ",",
            defaultValue = "steady,bimodal,stragglers",
            description = "How late events are (default: ${DEFAULT-VALUE}).")
    private List<String> drifts = List.of();

    @Option(names = "--into", paramLabel = "FILE", description = "Also put the table between the marks in this file.")
    private @Nullable Path into;

    @Option(
            names = "--summary-into",
            paramLabel = "FILE",
            description = "Also put the share of events each collector lost between the marks in this file.")
    private @Nullable Path summaryInto;

    private LossesProgram() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new LossesProgram()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        List<String> table = new ArrayList<>(List.of(
                "| lateness | collector | present | missing | duplicated | latest one missing | right |",
                "|---|---|---|---|---|---|---|"));
        boolean isRight = true;
        Map<String, String> shares = new LinkedHashMap<>();
        for (String drift : drifts) {
            for (Contest.Outcome outcome : contest(DriftModel.named(drift))) {
                table.add(row(drift, outcome));
                shares.merge(outcome.collector(), share(outcome), String::concat);
                isRight &= outcome.isRight();
            }
        }
        String text = String.join("\n", table) + "\n";
        System.out.print(text);
        if (into != null) {
            TABLE.put(into, text);
        }
        if (summaryInto != null) {
            TABLE.put(summaryInto, summary(shares));
        }
        return isRight ? 0 : 1;
    }

    private List<Contest.Outcome> contest(DriftModel drift) throws Exception {
        Path folder = Files.createTempDirectory("rollcall-losses");
        try {
            return new Contest(folder, drift, days).run();
        } finally {
            Folders.delete(folder);
        }
    }

    private String summary(Map<String, String> shares) {
        StringBuilder lines = new StringBuilder("| collector |");
        drifts.forEach(drift -> lines.append(' ').append(drift).append(" |"));
        lines.append("\n|---|").append("---|".repeat(drifts.size())).append('\n');
        shares.forEach((collector, cells) ->
                lines.append("| ").append(collector).append(" |").append(cells).append('\n'));
        return lines.toString();
    }

    private static String share(Contest.Outcome outcome) {
        long missing = outcome.found().missing();
        return String.format(
                Locale.ROOT,
                " %.2f %% |",
                100.0 * missing / (missing + outcome.found().present()));
    }

    private static String row(String drift, Contest.Outcome outcome) {
        Optional<String> latest =
                outcome.found().missing() == 0 ? Optional.empty() : Optional.of(Durations.format(outcome.latest()));
        return "| " + drift + " | " + outcome.collector() + " | "
                + outcome.found().present() + " | " + outcome.found().missing() + " | "
                + outcome.found().duplicated() + " | " + latest.orElse("–") + " | " + (outcome.isRight() ? "yes" : "NO")
                + " |";
    }
}
