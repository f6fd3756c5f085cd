package io.rollcall.web;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.function.Supplier;

/** A metric being put together. */
interface Family {

    void add(Labels labels, double value);

    MetricSnapshot snapshot();

    static Family gauge(String name, String help) {
        GaugeSnapshot.Builder builder = GaugeSnapshot.builder().name(name).help(help);
        return of(
                (labels, value) -> builder.dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder()
                        .labels(labels)
                        .value(value)
                        .build()),
                builder::build);
    }

    /** @param name without {@code _total} */
    static Family counter(String name, String help) {
        CounterSnapshot.Builder builder = CounterSnapshot.builder().name(name).help(help);
        return of(
                (labels, value) -> builder.dataPoint(CounterSnapshot.CounterDataPointSnapshot.builder()
                        .labels(labels)
                        .value(value)
                        .build()),
                builder::build);
    }

    /** What takes a value. */
    interface Adding {
        void add(Labels labels, double value);
    }

    private static Family of(Adding adding, Supplier<MetricSnapshot> snapshot) {
        return new Family() {
            @Override
            public void add(Labels labels, double value) {
                adding.add(labels, value);
            }

            @Override
            public MetricSnapshot snapshot() {
                return snapshot.get();
            }
        };
    }
}
