package io.rollcall.bench.drift;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A simulated API, asked one thing at a time. Its clock goes on with every call. A call may fail and is repeated; a query may be
 * broken off; a record may be absent from one answer.
 */
final class Api {

    /** Takes in a page. */
    interface Reader {

        /**
         * A page.
         *
         * @param events their indices in the world are {@code events[from]} to before {@code events[to]}
         * @param at when it was received
         */
        void page(int[] events, int from, int to, long at);
    }

    private static final long CALL_MILLIS = 1200;
    private static final int CALLS_PER_MINUTE = 30;
    private static final double FAILED = 0.003;
    private static final double BROKEN = 0.0005;
    private static final double ABSENT = 1e-4;

    private final World world;
    private final int pageSize;
    private final SplittableRandom random;
    private final long[] starts = new long[CALLS_PER_MINUTE];
    private final int[] callsPerHour;
    private int[] answer = new int[4096];
    private long untilAbsent;
    private long now;
    private long calls;
    private long records;

    Api(World world, int pageSize, long end, long seed) {
        this.world = world;
        this.pageSize = pageSize;
        this.random = new SplittableRandom(seed);
        this.callsPerHour = new int[(int) (end / (60 * World.MINUTE)) + 26];
        Arrays.fill(starts, Long.MIN_VALUE / 2);
        untilAbsent = nextAbsence();
    }

    long timeOf(int event) {
        return world.times()[event];
    }

    long now() {
        return now;
    }

    void waitUntil(long time) {
        now = Math.max(now, time);
    }

    /** Reads what is visible now of the window from {@code from} to before {@code to}; returns whether it came to its end. */
    boolean read(long from, long to, Reader reader) {
        int size = visible(from, to);
        int pages = Math.max(1, (size + pageSize - 1) / pageSize);
        int breakAt = random.nextDouble() < BROKEN ? random.nextInt(pages) : -1;
        for (int page = 0; page < pages; page++) {
            call();
            while (random.nextDouble() < FAILED) {
                call();
            }
            if (page == breakAt) {
                return false;
            }
            int first = page * pageSize;
            int end = Math.min(size, first + pageSize);
            records += end - first;
            reader.page(answer, first, end, now);
        }
        return true;
    }

    private int visible(long from, long to) {
        int size = 0;
        int end = world.from(to);
        long[] visible = world.visible();
        for (int i = world.from(from); i < end; i++) {
            if (visible[i] <= now) {
                if (--untilAbsent < 0) {
                    untilAbsent = nextAbsence();
                } else {
                    if (size == answer.length) {
                        answer = Arrays.copyOf(answer, size * 2);
                    }
                    answer[size++] = i;
                }
            }
        }
        return size;
    }

    private long nextAbsence() {
        return (long) (Math.log(1 - random.nextDouble()) / Math.log1p(-ABSENT));
    }

    private void call() {
        int slot = (int) (calls % CALLS_PER_MINUTE);
        now = Math.max(now, starts[slot] + World.MINUTE);
        starts[slot] = now;
        calls++;
        callsPerHour[(int) Math.min(callsPerHour.length - 1, now / (60 * World.MINUTE))]++;
        now += CALL_MILLIS;
    }

    long calls() {
        return calls;
    }

    long records() {
        return records;
    }

    /** Calls per minute in the busiest hour. */
    double peak() {
        return Arrays.stream(callsPerHour).max().orElse(0) / 60.0;
    }
}
