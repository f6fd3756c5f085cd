package io.rollcall.bench.sinks;

import io.rollcall.bench.report.Folders;
import io.rollcall.bench.report.MarkedTable;
import io.rollcall.options.HostPort;
import io.rollcall.options.Type.BadValue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The program behind {@code bench/sinks}. */
@Command(
        name = "bench/sinks",
        description = "Delivers the same events through sinks and by plain writers of the same protocols.",
        mixinStandardHelpOptions = true)
public final class SinksProgram implements Callable<Integer> {

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Option(names = "--batches", defaultValue = "50", description = "Number of batches (default: ${DEFAULT-VALUE}).")
    private int batches;

    @Option(names = "--events", defaultValue = "1000", description = "Events in a batch (default: ${DEFAULT-VALUE}).")
    private int events;

    @Option(names = "--bytes", defaultValue = "2000", description = "Bytes of an event (default: ${DEFAULT-VALUE}).")
    private int bytes;

    @Option(
            names = "--rounds",
            defaultValue = "4",
            description = "Runs of each, of which the first is to get warm (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            description = "Also deliver to this broker of Kafka, which must have the topic " + Pairs.KAFKA_TOPIC
                    + " or make it by itself.")
    private @Nullable String kafka;

    @Option(names = "--into", paramLabel = "FILE", description = "Also put a table between the marks in this file.")
    private @Nullable Path into;

    private SinksProgram() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new SinksProgram()).execute(arguments));
    }

    private Optional<HostPort> broker() throws BadValue {
        return kafka == null ? Optional.empty() : Optional.of(HostPort.parse(kafka));
    }

    @Override
    public Integer call() throws Exception {
        Path directory = Files.createTempDirectory("rollcall-sinks");
        try {
            Load load = Load.write(directory, batches, events, bytes);
            SinksResult result = new Pairs(directory, load, broker()).run(rounds);
            if (into != null) {
                new MarkedTable("bench/sinks").put(into, result.markdown());
            }
            (json ? List.of(result.json()) : result.text()).forEach(System.out::println);
        } finally {
            Folders.delete(directory);
        }
        return 0;
    }
}
