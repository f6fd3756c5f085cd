package io.rollcall.bench.drift;

import io.rollcall.engine.drift.DriftModel;
import io.rollcall.engine.drift.Timeline;
import io.rollcall.engine.plan.Valuation;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Knows which events are visible and not read yet, and since when: what no collector can know. Used by one thread. */
final class Clairvoyance implements Valuation {

    private final World world;
    private final Deliveries deliveries;
    private final int[] byVisibility;
    private int[] pending = new int[1024];
    private int size;
    private int next;

    Clairvoyance(Stream stream) {
        this.world = stream.feed().world();
        this.deliveries = stream.deliveries();
        this.byVisibility = IntStream.range(0, world.size())
                .boxed()
                .sorted(Comparator.comparingLong(i -> world.visible()[i]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    @Override
    public void appraise(DriftModel model, long now, double[] delay, double[] heat, double[] finds) {
        long then = now - Axis.START.toEpochMilli();
        reveal(then);
        Timeline timeline = model.timeline();
        for (int i = 0; i < size; i++) {
            int cell = timeline.cellAt(Axis.START.toEpochMilli() + world.times()[pending[i]]);
            if (cell >= 0) {
                delay[cell] += Span.minutes(then - world.visible()[pending[i]]);
                finds[cell]++;
            }
        }
    }

    /** Adds what has become visible and drops what has been delivered. */
    private void reveal(long now) {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (!deliveries.isDelivered(pending[i])) {
                pending[kept++] = pending[i];
            }
        }
        size = kept;
        while (next < byVisibility.length && world.visible()[byVisibility[next]] <= now) {
            int event = byVisibility[next++];
            if (!deliveries.isDelivered(event)) {
                if (size == pending.length) {
                    pending = Arrays.copyOf(pending, size * 2);
                }
                pending[size++] = event;
            }
        }
    }
}
