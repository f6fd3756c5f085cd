package io.rollcall.audit.quick;

import io.rollcall.engine.event.EventKey;
import io.rollcall.engine.memory.KeyDigest;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a side holds of each hour, without its events.
 *
 * @param name of the side, for people
 * @param hours by their beginning; those that are not there hold nothing
 * @param hasKeys whether the sums are those of the keys; else the counts are all there is
 */
public record Totals(String name, SortedMap<Instant, KeyDigest> hours, boolean hasKeys) {

    public Totals {
        hours = Collections.unmodifiableSortedMap(new TreeMap<>(hours));
    }

    /** Of a side that can count and no more. */
    public static Totals counted(String name, SortedMap<Instant, Long> counts) {
        SortedMap<Instant, KeyDigest> hours = new TreeMap<>();
        counts.forEach((hour, count) -> hours.put(hour, new KeyDigest(count, new EventKey(0, 0))));
        return new Totals(name, hours, false);
    }

    KeyDigest of(Instant hour) {
        return hours.getOrDefault(hour, KeyDigest.NONE);
    }

    /** Events in all. */
    public long events() {
        return hours.values().stream().mapToLong(KeyDigest::count).sum();
    }
}
