package io.rollcall.verify.crash;

import io.rollcall.engine.time.SystemClock;
import io.rollcall.ledger.PostgresServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
            "Lets the real program deliver to a real rsyslog while everything goes wrong at random, and compares what arrived",
            "with the truth: half the time one collector with a ledger in a file, a spool and two sinks, the other half two",
            "collectors that share a ledger in PostgreSQL. The last line is a JSON object. Needs rsyslog, rsyslog-openssl and",
            "postgresql.",
            "Exit code 0 if nothing is missing, invented or altered, 1 otherwise, 3 if this machine cannot run it."
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
            description = "alone, shared or both, one after the other (default: ${DEFAULT-VALUE}).")
    private SceneName scene = SceneName.BOTH;

    private final SystemClock clock = new SystemClock();

    /** What to set up. */
    enum SceneName {
        ALONE,
        SHARED,
        BOTH
    }

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Chaos())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Optional<String> lacking = Rsyslog.lacking().or(() -> isShared() ? PostgresServer.lacking() : Optional.empty());
        if (lacking.isPresent()) {
            System.err.println("chaos: " + lacking.get());
            return 3;
        }
        long chosen = seed != null ? seed : ThreadLocalRandom.current().nextLong(1_000_000);
        ChaosOutcome outcome =
                switch (scene) {
                    case ALONE -> alone(minutes, chosen);
                    case SHARED -> shared(minutes, chosen);
                    case BOTH -> alone(minutes / 2, chosen).and(shared(minutes / 2, chosen));
                };
        System.out.println(outcome.json());
        return outcome.isGood() ? 0 : 1;
    }

    private boolean isShared() {
        return scene != SceneName.ALONE;
    }

    private ChaosOutcome alone(double length, long chosen) throws Exception {
        return run(new Scene.Alone(), length, chosen);
    }

    private ChaosOutcome shared(double length, long chosen) throws Exception {
        try (Scene postgres = Scene.Shared.start(clock)) {
            return run(postgres, length, chosen);
        }
    }

    private ChaosOutcome run(Scene chosenScene, double length, long chosen) throws Exception {
        Path directory = Files.createTempDirectory("rollcall-chaos");
        System.err.println(
                "chaos: seed " + chosen + ", " + chosenScene.collectors().size() + " collector"
                        + (chosenScene.collectors().size() == 1 ? "" : "s") + ", in " + directory);
        return new ChaosTrial(
                        chosenScene,
                        Duration.ofMillis((long) (length * 60_000)),
                        chosen,
                        directory,
                        clock,
                        json ? unused -> {} : System.err::println)
                .run();
    }
}
