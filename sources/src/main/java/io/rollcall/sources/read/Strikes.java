package io.rollcall.sources.read;

import io.rollcall.sources.definition.Reaction;
import java.util.EnumMap;
import java.util.Map;

/**
 * How often in a row something that may pass has not passed. When patience is used up the count begins anew, so that what
 * comes next has its chance. Thread-safe.
 */
final class Strikes {

    private final Map<Reaction, Integer> counts = new EnumMap<>(Reaction.class);

    /** Counts one more; true if that was one too many. */
    synchronized boolean isOut(Reaction reaction, int patience) {
        int count = counts.merge(reaction, 1, Integer::sum);
        if (count > patience) {
            counts.remove(reaction);
            return true;
        }
        return false;
    }

    synchronized int count(Reaction reaction) {
        return counts.getOrDefault(reaction, 0);
    }

    synchronized void clear() {
        counts.clear();
    }
}
