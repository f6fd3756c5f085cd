package io.rollcall.bench.drift;

import java.util.Arrays;

/** When each event of a world was delivered first, and how many were delivered again. */
final class Deliveries {

    private final World world;
    private final long[] deliveredAt;
    private final int[] lastRun;
    private final boolean forgets;
    private long duplicates;
    private long delivered;

    /** @param forgets whether only the events of the last run are remembered */
    Deliveries(World world, boolean forgets) {
        this.world = world;
        this.forgets = forgets;
        deliveredAt = new long[world.size()];
        Arrays.fill(deliveredAt, -1);
        lastRun = new int[forgets ? world.size() : 0];
    }

    boolean isNew(int event) {
        return deliveredAt[event] < 0;
    }

    /** Delivers an event unless it is remembered; returns whether it had never been delivered. */
    boolean deliver(int event, long at, int run) {
        boolean isNew = deliveredAt[event] < 0;
        if (isNew) {
            deliveredAt[event] = at;
            delivered++;
        } else if (forgets && lastRun[event] < run - 1) {
            duplicates++;
        }
        if (forgets) {
            lastRun[event] = run;
        }
        return isNew;
    }

    long duplicates() {
        return duplicates;
    }

    long delivered() {
        return delivered;
    }

    /** The delays of the delivered events that happened within a time, ascending, in seconds. */
    double[] delays(long from, long to) {
        int first = world.from(from);
        int end = world.from(to);
        double[] delays = new double[end - first];
        int count = 0;
        for (int i = first; i < end; i++) {
            if (deliveredAt[i] >= 0) {
                delays[count++] = (deliveredAt[i] - world.visible()[i]) / 1000.0;
            }
        }
        double[] result = Arrays.copyOf(delays, count);
        Arrays.sort(result);
        return result;
    }
}
