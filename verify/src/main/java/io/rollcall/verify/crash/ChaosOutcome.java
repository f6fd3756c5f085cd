package io.rollcall.verify.crash;

import io.rollcall.verify.balance.Balance;
import io.rollcall.verify.balance.Fact;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/**
 * What a chaos run came to.
 *
 * @param truth events that had to arrive
 * @param missing of them that did not
 * @param invented events that arrived and never happened
 * @param altered events that arrived with a content they never had
 * @param duplicates copies too many; a kill or a cut connection may repeat the pages in flight
 * @param kills of the collector and of the receiver
 * @param faults of the network between them, and phases of faults of the APIs
 * @param maxHeapMegabytes the most the collector's heap held before a collection
 * @param seed of the events and of what was done
 * @param took from the first start to the last count
 */
public record ChaosOutcome(
        int truth,
        int missing,
        int invented,
        int altered,
        int duplicates,
        int kills,
        int faults,
        int maxHeapMegabytes,
        long seed,
        Duration took) {

    static ChaosOutcome of(
            Set<Fact> required,
            Set<String> keys,
            Balance balance,
            int kills,
            int faults,
            int maxHeapMegabytes,
            long seed,
            Duration took) {
        int altered = (int) balance.invented().stream()
                .filter(fact -> keys.contains(fact.key()))
                .count();
        return new ChaosOutcome(
                required.size(),
                balance.missing().size(),
                balance.invented().size() - altered,
                altered,
                balance.repeats(),
                kills,
                faults,
                maxHeapMegabytes,
                seed,
                took);
    }

    public boolean isGood() {
        return truth > 0 && missing == 0 && invented == 0 && altered == 0;
    }

    /** One line. */
    public String json() {
        return String.format(
                Locale.ROOT,
                "{\"truth\":%d,\"missing\":%d,\"invented\":%d,\"altered\":%d,\"duplicates\":%d,\"kills\":%d,\"faults\":%d,"
                        + "\"max_heap_mb\":%d,\"seed\":%d,\"seconds\":%d,\"good\":%b}",
                truth,
                missing,
                invented,
                altered,
                duplicates,
                kills,
                faults,
                maxHeapMegabytes,
                seed,
                took.toSeconds(),
                isGood());
    }
}
