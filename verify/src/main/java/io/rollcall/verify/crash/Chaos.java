package io.rollcall.verify.crash;

import io.rollcall.engine.time.SystemClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
            "with the truth. The last line is a JSON object. Needs rsyslog and rsyslog-openssl.",
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

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Chaos()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        if (ChaosTrial.lacking().isPresent()) {
            System.err.println("chaos: " + ChaosTrial.lacking().get());
            return 3;
        }
        long chosen = seed != null ? seed : ThreadLocalRandom.current().nextLong(1_000_000);
        Path directory = Files.createTempDirectory("rollcall-chaos");
        System.err.println("chaos: seed " + chosen + " in " + directory);
        ChaosOutcome outcome = new ChaosTrial(
                        Duration.ofMillis((long) (minutes * 60_000)),
                        chosen,
                        directory,
                        new SystemClock(),
                        json ? unused -> {} : System.err::println)
                .run();
        System.out.println(outcome.json());
        return outcome.isGood() ? 0 : 1;
    }
}
