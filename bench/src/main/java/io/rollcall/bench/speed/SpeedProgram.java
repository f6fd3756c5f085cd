package io.rollcall.bench.speed;

import io.rollcall.bench.report.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The program behind {@code bench/speed}. */
@Command(
        name = "bench/speed",
        description = "Takes pages of records through Rollcall, and the same pages through curl and jq.",
        mixinStandardHelpOptions = true)
public final class SpeedProgram implements Callable<Integer> {

    private static final Duration LOOK_BACK = Duration.ofMinutes(60);
    private static final Duration MARGIN = Duration.ofMinutes(5);

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Option(names = "--pages", defaultValue = "200", description = "Number of pages (default: ${DEFAULT-VALUE}).")
    private int pages;

    @Option(names = "--events", defaultValue = "1000", description = "Events on a page (default: ${DEFAULT-VALUE}).")
    private int events;

    @Option(
            names = "--rounds",
            defaultValue = "6",
            description = "Runs of each, of which the first is to get warm (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "WHO",
            description = "Of ${COMPLETION-CANDIDATES}, those to be measured (default: all).")
    private Set<Contestant> only = EnumSet.allOf(Contestant.class);

    private SpeedProgram() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new SpeedProgram()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Path directory = Files.createTempDirectory("rollcall-speed");
        Instant from = Instant.now().minus(LOOK_BACK).plus(MARGIN);
        Pages written = Pages.write(directory, pages, events, from, LOOK_BACK.minus(MARGIN.multipliedBy(2)));
        try (PageServer server = server(directory)) {
            OneSweep sweep = new OneSweep(server.base(), LOOK_BACK);
            SpeedResult result = new Race(directory, written, server, sweep).run(only, rounds);
            (json ? List.of(result.json()) : result.text()).forEach(System.out::println);
        } finally {
            Folders.delete(directory);
        }
        return 0;
    }

    private static PageServer server(Path directory) throws IOException, InterruptedException {
        Optional<Path> nginx = Nginx.program();
        return nginx.isPresent() ? Nginx.start(nginx.get(), directory) : JdkServer.start(directory);
    }
}
