package io.rollcall.verify.crash;

import io.rollcall.engine.time.SystemClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The entry of {@code verify/kills [KILLS [RECEIVER_KILLS [SEED]]]}: one kill trial, told on standard error, with its outcome as
 * the last line on standard output. Exit code 0 if it is good, 1 if not, 3 if this machine cannot run it.
 */
public final class Kills {

    private static final int KILLS = 50;
    private static final int RECEIVER_KILLS = 20;
    private static final double EVENTS_PER_SECOND = 20;

    private Kills() {}

    public static void main(String[] arguments) throws Exception {
        Optional<String> lacking = KillTrial.lacking();
        if (lacking.isPresent()) {
            System.err.println("kills: " + lacking.get());
            System.exit(3);
        }
        KillPlan plan = new KillPlan(
                KillPlan.EVERYTHING,
                arguments.length > 0 ? Integer.parseInt(arguments[0]) : KILLS,
                arguments.length > 1 ? Integer.parseInt(arguments[1]) : RECEIVER_KILLS,
                EVENTS_PER_SECOND,
                arguments.length > 2
                        ? Long.parseLong(arguments[2])
                        : ThreadLocalRandom.current().nextLong(1_000_000));
        Path directory = Files.createTempDirectory("rollcall-kills");
        System.err.println("kills: " + plan + " in " + directory);
        KillOutcome outcome = new KillTrial(plan, directory, new SystemClock(), System.err::println).run();
        if (!outcome.isGood()) {
            System.err.println("kills: " + outcome.balance() + "; everything is kept in " + directory);
        }
        System.out.println(outcome.json());
        System.exit(outcome.isGood() ? 0 : 1);
    }
}
