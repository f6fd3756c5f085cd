package io.rollcall.sim.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.sim.fault.FaultKind;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;

/**
 * Counters at one moment.
 *
 * @param requests requests answered, whatever the status
 * @param records records sent
 * @param bytes body bytes sent, after compression
 * @param rateViolations requests that broke a documented rate limit
 * @param exchanges number of requests by client, stream and status
 * @param windows widths of the time windows asked for, by stream
 * @param publishers number of requests by {@code PublisherIdentifier}
 * @param faults number of injected faults by kind
 */
public record StatisticsSnapshot(
        long requests,
        long records,
        long bytes,
        long rateViolations,
        Map<Exchanges, Long> exchanges,
        Map<String, Windows> windows,
        Map<String, Long> publishers,
        Map<FaultKind, Long> faults) {

    public StatisticsSnapshot {
        exchanges = Map.copyOf(exchanges);
        windows = Map.copyOf(windows);
        publishers = Map.copyOf(publishers);
        faults = Map.copyOf(faults);
    }

    /** Requests answered with that status. */
    public long withStatus(int status) {
        return exchanges.entrySet().stream()
                .filter(entry -> entry.getKey().status() == status)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    public ObjectNode json() {
        ObjectNode json = Json.object()
                .put("requests", requests)
                .put("records", records)
                .put("bytes", bytes)
                .put("rate_violations", rateViolations);
        exchanges.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> json.withArray("exchanges")
                        .addObject()
                        .put("client", entry.getKey().client())
                        .put("stream", entry.getKey().stream())
                        .put("status", entry.getKey().status())
                        .put("count", entry.getValue()));
        windows.forEach((stream, widths) -> json.withObject("windows").set(stream, widths.json()));
        publishers.forEach((publisher, count) -> json.withObject("publishers").put(publisher, count));
        faults.forEach((kind, count) -> json.withObject("faults").put(kind.name(), count));
        return json;
    }

    /** What requests have in common; client and stream are empty where unknown. */
    public record Exchanges(String client, String stream, int status) implements Comparable<Exchanges> {
        private static final Comparator<Exchanges> ORDER = Comparator.comparing(Exchanges::client)
                .thenComparing(Exchanges::stream)
                .thenComparing(Exchanges::status);

        @Override
        public int compareTo(Exchanges other) {
            return ORDER.compare(this, other);
        }
    }

    /** Summary of window widths. */
    public record Windows(long count, Duration narrowest, Duration widest, Duration sum) {
        Windows plus(Windows other) {
            return new Windows(
                    count + other.count,
                    narrowest.compareTo(other.narrowest) < 0 ? narrowest : other.narrowest,
                    widest.compareTo(other.widest) > 0 ? widest : other.widest,
                    sum.plus(other.sum));
        }

        ObjectNode json() {
            return Json.object()
                    .put("count", count)
                    .put("narrowest_seconds", narrowest.toMillis() / 1000.0)
                    .put("widest_seconds", widest.toMillis() / 1000.0)
                    .put("sum_seconds", sum.toMillis() / 1000.0);
        }
    }
}
