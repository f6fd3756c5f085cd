package io.rollcall.audit.roll;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers for the names of streams, the same for both sides. Thread-safe. */
public final class StreamNames {

    /** The number of the stream of records that name none. */
    public static final int NAMELESS = 0;

    private static final int MAX_STREAMS = 10_000;

    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> names = new ArrayList<>();

    public StreamNames() {
        numbers.put("", NAMELESS);
        names.add("");
    }

    /** @throws IllegalArgumentException if there are too many for names of streams */
    public synchronized int number(String name) {
        Integer known = numbers.get(name);
        if (known != null) {
            return known;
        }
        if (names.size() == MAX_STREAMS) {
            throw new IllegalArgumentException("more than " + MAX_STREAMS + " different names of streams, the last '"
                    + name + "': --stream must name a field with the name of the stream");
        }
        numbers.put(name, names.size());
        names.add(name);
        return names.size() - 1;
    }

    public synchronized String name(int number) {
        return names.get(number);
    }

    /** All names so far. */
    public synchronized List<String> names() {
        return List.copyOf(names);
    }
}
