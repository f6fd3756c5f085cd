package io.rollcall.audit.roll;

import java.util.List;
import java.util.PriorityQueue;

/** The earliest of the events a finding is about, at most so many. */
final class Samples {

    private final int limit;
    private final PriorityQueue<Sample> latestFirst = new PriorityQueue<>(Sample.ORDER.reversed());

    Samples(int limit) {
        this.limit = limit;
    }

    void add(Sample sample) {
        if (latestFirst.size() < limit) {
            latestFirst.add(sample);
            return;
        }
        Sample latest = latestFirst.peek();
        if (latest != null && Sample.ORDER.compare(sample, latest) < 0) {
            latestFirst.poll();
            latestFirst.add(sample);
        }
    }

    void add(Samples other) {
        other.latestFirst.forEach(this::add);
    }

    List<Sample> earliestFirst() {
        return latestFirst.stream().sorted(Sample.ORDER).toList();
    }
}
