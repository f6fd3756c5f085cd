package io.rollcall.verify.crash;

import io.rollcall.verify.balance.Balance;
import io.rollcall.verify.balance.Fact;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a chaos run came to.
 *
 * @param truth events that had to arrive, counted for each receiver
 * @param missing of them that did not
 * @param invented events that arrived and never happened
 * @param altered events that arrived with a content they never had
 * @param duplicates copies too many; a kill or a cut connection may repeat the pages in flight
 * @param forbidden of them those at receivers that keep an event once, however often it is sent
 * @param kills of collectors, of the receiver and of the ledger's server
 * @param faults of the network between them, phases of faults of the APIs, and what was done to collectors and their clocks without killing them
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
        int forbidden,
        int kills,
        int faults,
        int maxHeapMegabytes,
        long seed,
        Duration took) {

    /** Of nothing yet. */
    static ChaosOutcome none(long seed) {
        return new ChaosOutcome(0, 0, 0, 0, 0, 0, 0, 0, 0, seed, Duration.ZERO);
    }

    static ChaosOutcome of(
            Set<Fact> required,
            Set<String> keys,
            Map<Target, Balance> found,
            int kills,
            int faults,
            int maxHeapMegabytes,
            long seed,
            Duration took) {
        Collection<Balance> balances = found.values();
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
                found.entrySet().stream()
                        .filter(each -> each.getKey().keepsOnce())
                        .mapToInt(each -> each.getValue().repeats())
                        .sum(),
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
                forbidden + other.forbidden,
                kills + other.kills,
                faults + other.faults,
                Math.max(maxHeapMegabytes, other.maxHeapMegabytes),
                seed,
                took.plus(other.took));
    }

    public boolean isGood() {
        return truth > 0 && missing == 0 && invented == 0 && altered == 0 && forbidden == 0;
    }

    /** One line. */
    public String json() {
        return String.format(
                Locale.ROOT,
                "{\"truth\":%d,\"missing\":%d,\"invented\":%d,\"altered\":%d,\"duplicates\":%d,\"forbidden_duplicates\":%d,\"kills\":%d,\"faults\":%d,"
                        + "\"max_heap_mb\":%d,\"seed\":%d,\"seconds\":%d,\"good\":%b}",
                truth,
                missing,
                invented,
                altered,
                duplicates,
                forbidden,
                kills,
                faults,
                maxHeapMegabytes,
                seed,
                took.toSeconds(),
                isGood());
    }
}
