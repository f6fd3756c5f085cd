package io.rollcall.bench.drift;

import java.util.Arrays;

/** When each event of a world was delivered first, which changes of it were, and how many were delivered again. */
final class Deliveries {

    private final World world;
    private final long[] deliveredAt;
    private final long[] revisedAt;
    private final int[] lastRun;
    private final boolean forgets;
    private long duplicates;
    private long delivered;

    /** @param forgets whether only the events of the last run are remembered */
    Deliveries(World world, boolean forgets) {
        this.world = world;
        this.forgets = forgets;
        deliveredAt = new long[world.size()];
        Arrays.fill(deliveredAt, World.NEVER);
        revisedAt = new long[world.revised().length];
        Arrays.fill(revisedAt, World.NEVER);
        lastRun = new int[forgets ? world.size() : 0];
    }

    /** Delivers an event unless it is remembered as it is; returns whether it had never been delivered. */
    boolean deliver(int event, long at, int run) {
        boolean isNew = deliveredAt[event] == World.NEVER;
        if (isNew) {
            deliveredAt[event] = at;
            delivered++;
        } else if (forgets && lastRun[event] < run - 1) {
            duplicates++;
        }
        if (forgets) {
            lastRun[event] = run;
        }
        if (revisedAt.length > 0 && world.revised()[event] <= at) {
            revisedAt[event] = Math.min(revisedAt[event], at);
        }
        return isNew;
    }

    boolean isDelivered(int event) {
        return deliveredAt[event] != World.NEVER;
    }

    long duplicates() {
        return duplicates;
    }

    long delivered() {
        return delivered;
    }

    /** The share of events from {@code from} to before {@code to} not delivered yet; 0 if there were none. */
    double missing(long from, long to) {
        int first = world.from(from);
        int end = world.from(to);
        int missing = 0;
        for (int i = first; i < end; i++) {
            missing += deliveredAt[i] == World.NEVER ? 1 : 0;
        }
        return end == first ? 0 : (double) missing / (end - first);
    }

    /** The delays of the delivered events that happened within a time. */
    Delays delays(long from, long to) {
        return delays(from, to, world.visible(), deliveredAt);
    }

    /** The delays of changed contents of such events. */
    Delays revisionDelays(long from, long to) {
        return delays(from, to, world.revised(), revisedAt);
    }

    private Delays delays(long from, long to, long[] visible, long[] got) {
        int first = visible.length == 0 ? 0 : world.from(from);
        int end = visible.length == 0 ? 0 : world.from(to);
        double[] delays = new double[end - first];
        int count = 0;
        int missed = 0;
        for (int i = first; i < end; i++) {
            if (got[i] != World.NEVER) {
                delays[count++] = (got[i] - visible[i]) / 1000.0;
            } else {
                missed += visible[i] == World.NEVER ? 0 : 1;
            }
        }
        return Delays.of(Arrays.copyOf(delays, count), missed);
    }
}
