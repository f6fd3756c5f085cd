package io.rollcall.web;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * A metric there is, for the documentation.
 *
 * @param name as Prometheus shows it
 * @param type counter, gauge, histogram or info
 */
public record MetricDescription(String name, String type, String help) {

    /** All of them, by name. */
    public static List<MetricDescription> all() {
        return Metrics.of(new View(List.of(), List.of(), List.of(), List.of()), "").stream()
                .map(MetricDescription::of)
                .sorted(Comparator.comparing(MetricDescription::name))
                .toList();
    }

    private static MetricDescription of(MetricSnapshot snapshot) {
        String type =
                snapshot.getClass().getSimpleName().replace("Snapshot", "").toLowerCase(Locale.ROOT);
        return new MetricDescription(
                snapshot.getMetadata().getPrometheusName() + suffix(snapshot),
                type,
                snapshot.getMetadata().getHelp());
    }

    private static String suffix(MetricSnapshot snapshot) {
        return snapshot instanceof CounterSnapshot
                ? "_total"
                : snapshot instanceof InfoSnapshot ? "_info" : snapshot instanceof HistogramSnapshot ? "_bucket" : "";
    }
}
