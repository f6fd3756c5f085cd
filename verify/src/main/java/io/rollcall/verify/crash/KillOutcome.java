package io.rollcall.verify.crash;

import io.rollcall.verify.balance.Balance;
import java.time.Duration;
import java.util.Locale;

/**
 * What a kill trial came to.
 *
 * @param plan what was done
 * @param truth events that had to arrive
 * @param balance what arrived against it
 * @param unexplained copies too many between two kills, when nothing was in flight
 * @param torn lines of which a killed collector sent, or a killed receiver wrote, only half; they were not accepted
 * @param took from the first start to the last count
 */
public record KillOutcome(KillPlan plan, int truth, Balance balance, int unexplained, int torn, Duration took) {

    /** A collector writes as many batches at the same time, at most. */
    private static final int WORKERS = 8;

    /** Whether nothing is missing or invented, and nothing repeated but for a kill. */
    public boolean isGood() {
        return balance.missing().isEmpty()
                && balance.invented().isEmpty()
                && unexplained == 0
                && torn <= WORKERS * plan.kills() + plan.receiverKills();
    }

    /** One line. */
    public String json() {
        return String.format(
                Locale.ROOT,
                "{\"truth\":%d,\"missing\":%d,\"invented\":%d,\"duplicates\":%d,\"unexplained_duplicates\":%d,\"kills\":%d,"
                        + "\"receiver_kills\":%d,\"torn_lines\":%d,\"seed\":%d,\"seconds\":%d,\"good\":%b}",
                truth,
                balance.missing().size(),
                balance.invented().size(),
                balance.repeats(),
                unexplained,
                plan.kills(),
                plan.receiverKills(),
                torn,
                plan.seed(),
                took.toSeconds(),
                isGood());
    }
}
