package io.rollcall.verify.crash;

import io.rollcall.bench.receive.ServerCertificate;
import io.rollcall.engine.time.SystemClock;
import io.rollcall.ledger.PostgresServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The program behind {@code verify/chaos}. */
@Command(
        name = "verify/chaos",
        description = {
            "Lets the real program deliver to a real rsyslog or OpenSearch while everything goes wrong at random, and compares what",
            "arrived with the truth. Scenes, which share the time:",
            "  alone       one collector with a ledger in a file, which delivers through the spool to rsyslog and a file",
            "  shared      two collectors that share a ledger in PostgreSQL, and deliver to rsyslog",
            "  both        these two",
            "  opensearch  the same two, but delivering to OpenSearch: one to two indices, two to one index",
            "  all         all four",
            "The last line is a JSON object. Needs rsyslog and rsyslog-openssl, but for opensearch, and postgresql, but for alone.",
            "Exit code 0 if nothing is missing, invented or altered, or twice in an index; 1 otherwise, 3 if this machine cannot",
            "run it."
        },
        mixinStandardHelpOptions = true)
public final class Chaos implements Callable<Integer> {

    @Option(names = "--minutes", defaultValue = "3", description = "How long (default: ${DEFAULT-VALUE}).")
    private double minutes;

    @Option(names = "--seed", description = "Of the events and of what goes wrong (default: a random one).")
    private @Nullable Long seed;

    @Option(names = "--json", description = "Print nothing but the JSON object.")
    private boolean json;

    @Option(
            names = "--scene",
            defaultValue = "both",
            description = "alone, shared, both, opensearch or all (default: ${DEFAULT-VALUE}).")
    private SceneName scene = SceneName.BOTH;

    private final SystemClock clock = new SystemClock();

    /** What to set up. */
    enum SceneName {
        ALONE,
        SHARED,
        BOTH,
        OPENSEARCH,
        ALL;

        List<Act> acts() {
            return switch (this) {
                case ALONE -> List.of(Act.ALONE);
                case SHARED -> List.of(Act.SHARED);
                case BOTH -> List.of(Act.ALONE, Act.SHARED);
                case OPENSEARCH -> List.of(Act.ALONE_TO_OPENSEARCH, Act.SHARED_TO_OPENSEARCH);
                case ALL -> List.of(Act.values());
            };
        }
    }

    /** One trial of those a scene is made of. */
    private enum Act {
        ALONE(false, false),
        SHARED(true, false),
        ALONE_TO_OPENSEARCH(false, true),
        SHARED_TO_OPENSEARCH(true, true);

        private final boolean isShared;
        private final boolean isToOpenSearch;

        Act(boolean isShared, boolean isToOpenSearch) {
            this.isShared = isShared;
            this.isToOpenSearch = isToOpenSearch;
        }

        Optional<String> lacking() {
            Optional<String> receiver = isToOpenSearch ? OpenSearch.lacking() : Rsyslog.lacking();
            return receiver.or(() -> isShared ? PostgresServer.lacking() : Optional.empty());
        }
    }

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Chaos())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        for (Act act : scene.acts()) {
            if (act.lacking().isPresent()) {
                System.err.println("chaos: " + act.lacking().get());
                return 3;
            }
        }
        long chosen = seed != null ? seed : ThreadLocalRandom.current().nextLong(1_000_000);
        Duration length =
                Duration.ofMillis((long) (minutes * 60_000 / scene.acts().size()));
        ChaosOutcome outcome = ChaosOutcome.none(chosen);
        for (Act act : scene.acts()) {
            outcome = outcome.and(run(act, length, chosen));
        }
        System.out.println(outcome.json());
        return outcome.isGood() ? 0 : 1;
    }

    private ChaosOutcome run(Act act, Duration length, long chosen) throws Exception {
        Path directory = Files.createTempDirectory("rollcall-chaos");
        System.err.println("chaos: seed " + chosen + ", " + act + ", in " + directory);
        try (Scene chosenScene = act.isShared ? Scene.Shared.start(clock) : new Scene.Alone();
                Receiver receiver = act.isToOpenSearch
                        ? new OpenSearch(directory)
                        : new Rsyslog(directory, ServerCertificate.make(directory), clock)) {
            return new ChaosTrial(
                            chosenScene,
                            receiver,
                            length,
                            chosen,
                            directory,
                            clock,
                            json ? unused -> {} : System.err::println)
                    .run();
        }
    }
}
