package io.rollcall.app;

import io.rollcall.app.config.Configuration;
import io.rollcall.app.config.Traits;
import io.rollcall.app.report.AuditFigures;
import io.rollcall.app.report.Holders;
import io.rollcall.app.shadow.Shadow;
import io.rollcall.app.shadow.Shadows;
import io.rollcall.app.text.Json;
import io.rollcall.app.text.RowText;
import io.rollcall.engine.drift.Flicker;
import io.rollcall.engine.drift.Lateness;
import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.ledger.StreamState;
import io.rollcall.engine.loop.Prospect;
import io.rollcall.engine.notice.Heartbeat;
import io.rollcall.engine.source.SourceTraits;
import io.rollcall.engine.time.SystemClock;
import io.rollcall.ledger.StoredLedger;
import io.rollcall.options.Durations;
import io.rollcall.sinks.spool.Backlog;
import io.rollcall.sinks.spool.SpoolOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code rollcall status}: what the ledger says of each stream, also while a collector runs. */
@Command(
        name = "status",
        description = "Shows what has been collected, how far, and what is in the way.",
        mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {

    private static final Set<String> TROUBLE = Set.of(
            "reopened",
            "stalled",
            "revisions",
            "dead_letters",
            "quarantined",
            "unreadable_windows",
            "flicker_share",
            "absent_events",
            "audit_samples",
            "audit_false_claims",
            "audit_records",
            "audit_records_missing",
            "audit_records_absent");

    @Option(names = "--config", paramLabel = "FILE", required = true, description = "The configuration.")
    private Path config = Path.of("rollcall.yaml");

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        Configuration configuration = Configuration.load(config);
        Map<StreamId, SourceTraits> traits = Traits.of(configuration, new SystemClock());
        try (StoredLedger ledger = configuration.ledger().view()) {
            List<Map<String, Object>> rows = new ArrayList<>();
            Optional<Holders> holders = Holders.of(configuration.ledger());
            List<Instant> completeThrough = new ArrayList<>();
            for (StreamId stream : ledger.streams()) {
                Optional<SourceTraits> configured = Optional.ofNullable(traits.get(stream));
                ledger.state(stream).ifPresent(state -> {
                    Optional<Heartbeat> heartbeat = heartbeat(state, configured);
                    heartbeat.map(Heartbeat::completeThrough).ifPresent(completeThrough::add);
                    Map<String, Object> row = row(stream, state, configured, heartbeat);
                    holders.ifPresent(known -> row.put("collected_by", known.of(stream)));
                    rows.add(row);
                });
            }
            Optional<Instant> complete = overall(completeThrough, traits.size());
            Optional<List<Map<String, Object>>> sinks = sinks(configuration);
            if (json) {
                Map<String, Object> document = new LinkedHashMap<>();
                document.put("complete_through", complete);
                document.put("streams", rows);
                sinks.ifPresent(backlogs -> document.put("sinks", backlogs));
                holders.ifPresent(known -> document.put("collectors", known.collectors()));
                document.put("missing_only", Shadows.waiting(configuration.ledger()));
                System.out.println(Json.write(document));
            } else if (rows.isEmpty()) {
                System.out.println("Nothing has been collected yet.");
            } else {
                rows.forEach(StatusCommand::print);
                sinks.ifPresent(backlogs -> backlogs.forEach(StatusCommand::print));
                holders.ifPresent(known -> System.out.println("collectors: " + String.join(", ", known.collectors())));
                Shadows.waiting(configuration.ledger())
                        .forEach((account, bytes) -> System.out.println(Shadow.PREFIX + account + ": " + bytes
                                + " bytes wait until the SIEM is asked for them"));
                System.out.println("all streams complete through: "
                        + complete.map(Instant::toString).orElse("not known yet"));
            }
        }
        return 0;
    }

    /** What the spool holds for each sink; empty without a spool. */
    private static Optional<List<Map<String, Object>>> sinks(Configuration configuration) throws IOException {
        Optional<SpoolOptions> spool = configuration.destinations().spool();
        if (spool.isEmpty()) {
            return Optional.empty();
        }
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Backlog backlog : Backlog.in(spool.get().path())) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("sink", backlog.sink());
            row.put("behind_bytes", backlog.bytes());
            rows.add(row);
        }
        return Optional.of(rows);
    }

    /** Up to where all configured streams are complete; empty while that is not known of each. */
    private static Optional<Instant> overall(List<Instant> completeThrough, int streams) {
        return completeThrough.size() < streams
                ? Optional.empty()
                : completeThrough.stream().min(Instant::compareTo);
    }

    private static Optional<Heartbeat> heartbeat(StreamState state, Optional<SourceTraits> traits) {
        return traits.flatMap(known -> Prospect.learned(state, known)).map(model -> Heartbeat.of(state, model));
    }

    /** @param traits empty for a stream that is no longer in the configuration */
    private static Map<String, Object> row(
            StreamId stream, StreamState state, Optional<SourceTraits> traits, Optional<Heartbeat> heartbeat) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("stream", stream);
        row.put("since", state.since());
        row.put(
                "read_until",
                traits.map(known -> state.readUntil(known.retention()))
                        .orElseGet(() -> state.coverage().contiguousUntil(state.since())));
        traits.ifPresent(known -> row.put("api_forgets_unread_at", state.forgetsUnreadAt(known.retention())));
        heartbeat.ifPresent(beat -> {
            row.put("complete_through", beat.completeThrough());
            row.put("reopened", beat.reopened());
            row.put("stalled", beat.isStalled());
        });
        row.put("events", state.counters().events());
        row.put("revisions", state.counters().revisions());
        row.put("repeats", state.counters().repeats());
        row.put("dead_letters", state.counters().deadLetters());
        row.put("quarantined", state.quarantine().size());
        row.put("unreadable_windows", state.unreadable().size());
        row.put("drift_p50", drift(state.lateness(), 0.50));
        row.put("drift_p95", drift(state.lateness(), 0.95));
        row.put("drift_p99", drift(state.lateness(), 0.99));
        Flicker flicker = Flicker.fromBytes(state.drift().flicker());
        flicker.share().ifPresent(share -> row.put("flicker_share", share));
        flicker.atMost().ifPresent(share -> row.put("flicker_share_at_most", share));
        row.put("absent_events", flicker.absent());
        AuditFigures.put(state.selfAudit(), row);
        row.put(
                "notices",
                state.notices().stream()
                        .map(notice -> notice.code() + ": " + notice.message())
                        .toList());
        return row;
    }

    private static String drift(Lateness lateness, double share) {
        if (lateness.count() == 0) {
            return "not measured yet";
        }
        Lateness.Bounds bounds = lateness.quantile(share);
        return Durations.format(bounds.atLeast()) + " to " + Durations.format(bounds.atMost());
    }

    private static void print(Map<String, Object> row) {
        RowText.lines(row, TROUBLE).forEach(System.out::println);
    }
}
