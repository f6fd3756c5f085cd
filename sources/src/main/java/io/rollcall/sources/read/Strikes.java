package io.rollcall.sources.read;

import java.util.HashMap;
import java.util.Map;

/**
 * How often in a row something that may pass has not passed. When patience is used up the count begins anew, so that what
 * comes next has its chance. Thread-safe.
 */
final class Strikes {

    private final Map<Enum<?>, Integer> counts = new HashMap<>();

    /** Counts one more; true if that was one too many. */
    synchronized boolean isOut(Enum<?> trouble, int patience) {
        int count = counts.merge(trouble, 1, Integer::sum);
        if (count > patience) {
            counts.remove(trouble);
            return true;
        }
        return false;
    }

    synchronized int count(Enum<?> trouble) {
        return counts.getOrDefault(trouble, 0);
    }

    synchronized void clear() {
        counts.clear();
    }
}
