package io.rollcall.web;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.rollcall.engine.drift.DriftModel;
import io.rollcall.engine.drift.Flicker;
import io.rollcall.engine.drift.Lateness;
import io.rollcall.engine.ledger.Counters;
import io.rollcall.engine.loop.Prospect;
import io.rollcall.engine.notice.Heartbeat;
import io.rollcall.engine.selfaudit.SampleCounts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** The metrics of all streams at a moment. Times are in seconds, points in time in seconds since 1970. */
final class Metrics {

    private static final List<Double> SHARES = List.of(0.5, 0.95, 0.99);

    private final List<StreamView> streams;
    private final List<SinkView> sinks;
    private final List<StandbyView> standby;
    private final List<ReceiptsView> receipts;
    private final List<MetricSnapshot> all = new ArrayList<>();

    private Metrics(View view) {
        this.streams = view.streams();
        this.sinks = view.sinks();
        this.standby = view.standby();
        this.receipts = view.receipts();
    }

    static MetricSnapshots of(View view, String version) {
        Metrics metrics = new Metrics(view);
        metrics.all.add(InfoSnapshot.builder()
                .name("rollcall_build")
                .help("The version that runs.")
                .dataPoint(InfoSnapshot.InfoDataPointSnapshot.builder()
                        .labels(Labels.of("version", version))
                        .build())
                .build());
        metrics.held();
        metrics.totals();
        metrics.present();
        metrics.learned();
        metrics.audited();
        metrics.delivered();
        metrics.answered();
        return new MetricSnapshots(metrics.all);
    }

    /** Which streams are this collector's: summed over collectors, each should have one. */
    private void held() {
        Family held =
                Family.gauge("rollcall_stream_held", "1 if this collector collects the stream, 0 if it stands by.");
        streams.forEach(view -> held.add(Labels.of("stream", view.stream().toString()), 1));
        standby.forEach(view -> held.add(Labels.of("stream", view.stream().toString()), 0));
        all.add(held.snapshot());
    }

    private void totals() {
        total("rollcall_events", "Events delivered for the first time.", Counters::events);
        total("rollcall_revisions", "Events delivered again with changed content.", Counters::revisions);
        total("rollcall_repeats", "Records received that had been delivered.", Counters::repeats);
        total("rollcall_records_fetched", "Records received, known or not.", Counters::fetched);
        total("rollcall_dead_letters", "Deliveries the sink refused for good.", Counters::deadLetters);
        total("rollcall_pages", "Pages received.", Counters::pages);
        total("rollcall_sweeps", "Windows read to their end.", Counters::sweeps);
        Family requests =
                Family.counter("rollcall_requests", "Requests sent to the API since the start, by what came of them.");
        for (StreamView view : streams) {
            String stream = view.stream().toString();
            outcome(requests, stream, "answered", view.requests().answered());
            outcome(requests, stream, "throttled", view.requests().throttled());
            outcome(requests, stream, "refused", view.requests().refused());
            outcome(requests, stream, "failed", view.requests().failed());
            outcome(requests, stream, "unanswered", view.requests().unanswered());
        }
        all.add(requests.snapshot());
    }

    private static void outcome(Family family, String stream, String outcome, long count) {
        family.add(Labels.of("stream", stream, "outcome", outcome), (double) count);
    }

    private void present() {
        gauge(
                "rollcall_budget_used_ratio",
                "Part of the requests within the API's limit that this collector may not send again yet.",
                view -> Optional.of(view.budgetUsed()));
        gauge(
                "rollcall_read_until_timestamp_seconds",
                "Up to here everything was read at least once.",
                view -> Optional.of(seconds(view.state().readUntil(view.traits().retention()))));
        gauge(
                "rollcall_last_look_timestamp_seconds",
                "When the newest window that was read to its end had been asked for.",
                view -> view.state().coverage().newestLook().map(Metrics::seconds));
        gauge(
                "rollcall_forgets_unread_timestamp_seconds",
                "When the API begins to forget what has not been read, if nothing is read until then.",
                view -> Optional.of(
                        seconds(view.state().forgetsUnreadAt(view.traits().retention()))));
        gauge(
                "rollcall_quarantined_items",
                "Items that could not be read and are tried again.",
                view -> Optional.of((double) view.state().quarantine().size()));
        gauge(
                "rollcall_unreadable_windows",
                "Windows that could not be read and are tried again.",
                view -> Optional.of((double) view.state().unreadable().size()));
        Family notices = Family.gauge("rollcall_open_notices", "Conditions the sink was told of and that last.");
        for (StreamView view : streams) {
            Map<String, Long> codes = view.state().notices().stream()
                    .collect(Collectors.groupingBy(notice -> notice.code(), Collectors.counting()));
            codes.forEach((code, count) ->
                    notices.add(Labels.of("stream", view.stream().toString(), "code", code), count));
        }
        all.add(notices.snapshot());
        all.add(driftHistogram());
    }

    private void learned() {
        Family complete = Family.gauge(
                "rollcall_complete_through_timestamp_seconds",
                "Before this at most one event in a thousand is expected to be missing.");
        Family reopened = Family.counter("rollcall_reopened", "How often that had to be taken back.");
        Family stalled = Family.gauge("rollcall_stalled", "1 if the API answers but shows nothing new.");
        Family lateness = Family.gauge(
                "rollcall_lateness_seconds", "How late events become visible, by share; with 99 % bounds.");
        Family flicker = Family.gauge(
                "rollcall_flicker_ratio", "Share of known events the API leaves out of an answer and shows later.");
        for (StreamView view : streams) {
            String stream = view.stream().toString();
            Labels labels = Labels.of("stream", stream);
            Flicker.fromBytes(view.state().drift().flicker()).share().ifPresent(share -> flicker.add(labels, share));
            Optional<DriftModel> learned = Prospect.learned(view.state(), view.traits());
            learned.ifPresent(model -> {
                complete.add(labels, seconds(Heartbeat.of(view.state(), model).completeThrough()));
                reopened.add(labels, model.reopened());
                stalled.add(labels, model.isStalled() ? 1 : 0);
                SHARES.forEach(share -> quantile(lateness, stream, model, share));
            });
        }
        for (Family family : List.of(complete, reopened, stalled, lateness, flicker)) {
            all.add(family.snapshot());
        }
    }

    /** What reading past windows again by chance has come to. */
    private void audited() {
        sampled("rollcall_audit_samples", "Past windows read again by chance.", SampleCounts::samples);
        sampled(
                "rollcall_audit_false_claims",
                "Of those, windows that held an event nobody had seen.",
                SampleCounts::falseClaims);
        sampled("rollcall_audit_records", "Records in those windows.", SampleCounts::records);
        sampled("rollcall_audit_records_missing", "Of those, records nobody had seen.", SampleCounts::missing);
        sampled(
                "rollcall_audit_records_absent",
                "Known events of those windows that the API did not show any more.",
                SampleCounts::absent);
        bound(
                "rollcall_audit_false_claims_upper_ratio",
                "Share of windows said to be complete that are not, at most, with 95 % confidence.",
                SampleCounts::falseAtMost);
        bound(
                "rollcall_audit_records_missing_upper_ratio",
                "Share of events missing in windows said to be complete, at most, with 95 % confidence.",
                SampleCounts::missingAtMost);
        gauge(
                "rollcall_audit_last_sample_timestamp_seconds",
                "When a past window was last read again by chance.",
                view -> view.state().selfAudit().lastSample().map(Metrics::seconds));
        gauge(
                "rollcall_reopened_windows",
                "Windows that had been said to be complete and were not, until nothing more is found in them.",
                view -> Optional.of((double) view.state().selfAudit().reopened().size()));
    }

    private void sampled(String name, String help, ToLongFunction<SampleCounts> value) {
        counter(name, help, view ->
                (double) value.applyAsLong(view.state().selfAudit().counts()));
    }

    private void bound(String name, String help, Function<SampleCounts, Double> value) {
        gauge(
                name,
                help,
                view -> Optional.of(view.state().selfAudit().counts())
                        .filter(counts -> counts.samples() > 0)
                        .map(value));
    }

    /** What has become of deliveries behind the spool. */
    private void delivered() {
        Family accepted =
                Family.counter("rollcall_sink_accepted", "Deliveries a sink behind the spool took since the start.");
        Family refused = Family.counter(
                "rollcall_sink_refused", "Deliveries a sink behind the spool refused for good since the start.");
        Family dropped = Family.counter(
                "rollcall_sink_dropped",
                "Deliveries a sink with when_full: drop-oldest was not given since the start, for lack of room in the spool.");
        Family behind = Family.gauge("rollcall_sink_behind_bytes", "What the spool holds for a sink.");
        Family waiting = Family.gauge(
                "rollcall_sink_waiting_timestamp_seconds",
                "When the oldest event became visible that a sink is being sent and has not taken.");
        Family troubled = Family.gauge("rollcall_sink_troubled", "1 if a sink behind the spool does not accept.");
        for (SinkView sink : sinks) {
            Labels labels = Labels.of("sink", sink.name());
            accepted.add(labels, (double) sink.accepted());
            refused.add(labels, (double) sink.refused());
            dropped.add(labels, (double) sink.dropped());
            behind.add(labels, (double) sink.behindBytes());
            sink.waiting().ifPresent(since -> waiting.add(labels, seconds(since)));
            troubled.add(labels, sink.trouble().isPresent() ? 1 : 0);
        }
        for (Family family : List.of(accepted, refused, dropped, behind, waiting, troubled)) {
            all.add(family.snapshot());
        }
    }

    /** How soon sinks answer. */
    private void answered() {
        HistogramSnapshot.Builder histogram = HistogramSnapshot.builder()
                .name("rollcall_sink_receipt_seconds")
                .help("How long a sink took to accept a batch, since the start.");
        Family postponed = Family.counter(
                "rollcall_sink_postponed", "Batches a sink did not accept when they were written, since the start.");
        for (ReceiptsView sink : receipts) {
            Labels labels = Labels.of("sink", sink.sink());
            histogram.dataPoint(HistogramSnapshot.HistogramDataPointSnapshot.builder()
                    .labels(labels)
                    .classicHistogramBuckets(
                            ClassicHistogramBuckets.of(ReceiptsView.BOUNDS, List.<Number>copyOf(sink.accepted())))
                    .sum(sink.seconds())
                    .build());
            postponed.add(labels, (double) sink.postponed());
        }
        all.add(histogram.build());
        all.add(postponed.snapshot());
    }

    private static void quantile(Family family, String stream, DriftModel model, double share) {
        var quantile = model.quantile(share);
        String[] names = {"stream", "share", "bound"};
        String of = Double.toString(share);
        family.add(Labels.of(names, new String[] {stream, of, "lower"}), seconds(quantile.atLeast()));
        family.add(Labels.of(names, new String[] {stream, of, "estimate"}), seconds(quantile.estimate()));
        family.add(Labels.of(names, new String[] {stream, of, "upper"}), seconds(quantile.atMost()));
    }

    private MetricSnapshot driftHistogram() {
        HistogramSnapshot.Builder histogram = HistogramSnapshot.builder()
                .name("rollcall_drift_seconds")
                .help("How late events became visible at the most: by the look that found them.");
        for (StreamView view : streams) {
            Lateness lateness = view.state().lateness();
            List<Double> bounds = new ArrayList<>(
                    Lateness.upperEdges().stream().map(Metrics::seconds).toList());
            bounds.set(bounds.size() - 1, Double.POSITIVE_INFINITY);
            histogram.dataPoint(HistogramSnapshot.HistogramDataPointSnapshot.builder()
                    .labels(Labels.of("stream", view.stream().toString()))
                    .classicHistogramBuckets(ClassicHistogramBuckets.of(bounds, lateness.upper()))
                    .build());
        }
        return histogram.build();
    }

    private void total(String name, String help, ToLongFunction<Counters> value) {
        counter(name, help, view -> (double) value.applyAsLong(view.state().counters()));
    }

    private void counter(String name, String help, Function<StreamView, Double> value) {
        Family family = Family.counter(name, help);
        streams.forEach(view -> family.add(Labels.of("stream", view.stream().toString()), value.apply(view)));
        all.add(family.snapshot());
    }

    private void gauge(String name, String help, Function<StreamView, Optional<Double>> value) {
        Family family = Family.gauge(name, help);
        streams.forEach(view -> value.apply(view)
                .ifPresent(known -> family.add(Labels.of("stream", view.stream().toString()), known)));
        all.add(family.snapshot());
    }

    private static double seconds(Instant instant) {
        return instant.toEpochMilli() / 1000.0;
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
