package io.rollcall.engine.drift;

import io.rollcall.engine.event.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;

/** A stream of events that become visible some minutes late, for tests; knows which were delivered. */
public final class LateEvents {

    private static final double MEDIAN = 5;
    private static final double SPREAD = 0.6;

    private final long[] times;
    private final long[] visible;
    private final BitSet delivered = new BitSet();

    public LateEvents(Instant start, int perMinute, Duration length, long seed) {
        this(start, perMinute, length, seed, 0);
    }

    /** @param tail the share of events that become visible much later, up to twenty days */
    public LateEvents(Instant start, int perMinute, Duration length, long seed, double tail) {
        Random random = new Random(seed);
        int size = Math.toIntExact(length.toMinutes() * perMinute);
        times = random.longs(size, 0, length.toMillis())
                .map(offset -> start.toEpochMilli() + offset)
                .sorted()
                .toArray();
        visible =
                Arrays.stream(times).map(time -> time + lateness(random, tail)).toArray();
    }

    private static long lateness(Random random, double tail) {
        double minutes = random.nextDouble() < tail
                ? Math.exp(random.nextDouble() * Math.log(20 * 1440))
                : MEDIAN * Math.exp(SPREAD * random.nextGaussian());
        return Minutes.toMillis(minutes);
    }

    /** The lateness below which a share of all events stays. */
    public Duration quantile(double share) {
        long[] late = new long[times.length];
        Arrays.setAll(late, i -> visible[i] - times[i]);
        Arrays.sort(late);
        return Duration.ofMillis(late[(int) (share * late.length)]);
    }

    /** A model after a sweep, all of whose pages are returned at once. */
    public DriftModel read(DriftModel model, Window window, Instant now) {
        return model.after(tally(model, window, now), now);
    }

    /** What a sweep returns. */
    public Tally tally(DriftModel model, Window window, Instant now) {
        Tally tally = model.tally(window);
        int page = 0;
        for (int i = first(window.from()); i < first(window.to()); i++) {
            if (visible[i] <= now.toEpochMilli()) {
                tally.add(times[i], !delivered.get(i));
                delivered.set(i);
                if (++page % 1000 == 0) {
                    tally.endPage();
                }
            }
        }
        tally.endPage();
        return tally;
    }

    private int first(Instant from) {
        int found = Arrays.binarySearch(times, from.toEpochMilli());
        int first = found >= 0 ? found : -found - 1;
        while (first > 0 && times[first - 1] == from.toEpochMilli()) {
            first--;
        }
        return first;
    }
}
