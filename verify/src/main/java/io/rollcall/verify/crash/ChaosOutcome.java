package io.rollcall.verify.crash;

import io.rollcall.verify.balance.Balance;
import io.rollcall.verify.balance.Fact;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a chaos run came to.
 *
 * @param truth events that had to arrive, counted for each receiver
 * @param missing of them that did not
 * @param invented events that arrived and never happened
 * @param altered events that arrived with a content they never had
 * @param duplicates copies too many; a kill or a cut connection may repeat the pages in flight
 * @param kills of collectors, of the receiver and of the ledger's server
 * @param faults of the network between them, phases of faults of the APIs, and what was done to collectors without killing them
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
            List<Balance> balances,
            int kills,
            int faults,
            int maxHeapMegabytes,
            long seed,
            Duration took) {
        int foreign = balances.stream().mapToInt(each -> each.invented().size()).sum();
        int altered = (int) balances.stream()
                .flatMap(each -> each.invented().stream())
                .filter(fact -> keys.contains(fact.key()))
                .count();
        return new ChaosOutcome(
                balances.size() * required.size(),
                balances.stream().mapToInt(each -> each.missing().size()).sum(),
                foreign - altered,
                altered,
                balances.stream().mapToInt(Balance::repeats).sum(),
                kills,
                faults,
                maxHeapMegabytes,
                seed,
                took);
    }

    /** Both together; the seed is this one's. */
    ChaosOutcome and(ChaosOutcome other) {
        return new ChaosOutcome(
                truth + other.truth,
                missing + other.missing,
                invented + other.invented,
                altered + other.altered,
                duplicates + other.duplicates,
                kills + other.kills,
                faults + other.faults,
                Math.max(maxHeapMegabytes, other.maxHeapMegabytes),
                seed,
                took.plus(other.took));
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
