package io.rollcall.bench.drift;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.rollcall.bench.report.Machine;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The program behind {@code bench/planning}. */
@Command(
        name = "bench/planning",
        description = {
            "Measures what planning and learning take of a processor, for many streams with a month of history each.",
            "Fetching and parsing are not in it."
        },
        mixinStandardHelpOptions = true)
public final class PlanningProgram implements Callable<Integer> {

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Option(names = "--streams", defaultValue = "1000", description = "Streams (default: ${DEFAULT-VALUE}).")
    private int streams;

    @Option(
            names = "--minutes",
            defaultValue = "30",
            description = "Minutes of the streams' time to measure (default: ${DEFAULT-VALUE}).")
    private int minutes;

    @Option(names = "--model", defaultValue = "PARETO", description = "Of ${COMPLETION-CANDIDATES} (default: pareto).")
    private Lateness model = Lateness.PARETO;

    @Option(
            names = "--calls-per-minute",
            defaultValue = "2.5",
            description = "Budget of each stream (default: ${DEFAULT-VALUE}).")
    private double callsPerMinute;

    private final PrintStream out = System.out;

    private PlanningProgram() {}

    public static void main(String[] arguments) {
        CommandLine line = new CommandLine(new PlanningProgram());
        System.exit(line.setCaseInsensitiveEnumValuesAllowed(true).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Fleet fleet = Fleet.grown(model, callsPerMinute, streams);
        Fleet.Effort effort = fleet.run(minutes);
        double decision = effort.deciding() / 1000.0 / effort.decisions();
        double look = effort.learning() / 1000.0 / effort.looks();
        double share = (effort.deciding() + effort.learning()) / (minutes * 60e9);
        if (json) {
            out.println(new ObjectMapper()
                    .writeValueAsString(Map.of(
                            "streams", streams,
                            "decisions", effort.decisions(),
                            "looks", effort.looks(),
                            "decision_us", decision,
                            "learning_us", look,
                            "share_of_one_processor", share,
                            "state_bytes", effort.stateBytes())));
            return 0;
        }
        out.println(Machine.here());
        out.printf(
                Locale.ROOT,
                "%d streams, %s, %.2f calls a minute each, %d minutes: %d decisions, %d looks%n",
                streams,
                model.label(),
                callsPerMinute,
                minutes,
                effort.decisions(),
                effort.looks());
        out.printf(Locale.ROOT, "a decision                      %8.1f µs%n", decision);
        out.printf(Locale.ROOT, "learning from a look, and saving %7.1f µs%n", look);
        out.printf(Locale.ROOT, "of one processor                %8.1f %%%n", 100 * share);
        out.printf(Locale.ROOT, "state of a stream               %8d bytes%n", effort.stateBytes());
        return 0;
    }
}
