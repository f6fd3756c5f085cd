package io.rollcall.app.report;

import io.rollcall.app.text.Version;
import io.rollcall.engine.certificate.Certificate;
import io.rollcall.engine.drift.DriftModel;
import io.rollcall.engine.drift.Flicker;
import io.rollcall.engine.drift.Quantile;
import io.rollcall.engine.drift.Shortfall;
import io.rollcall.engine.ledger.Attestation;
import io.rollcall.engine.ledger.Level;
import io.rollcall.engine.ledger.StreamState;
import io.rollcall.engine.notice.Heartbeat;
import io.rollcall.engine.source.SourceTraits;
import io.rollcall.options.Durations;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Certificates as JSON, as CSV and as text for people. */
public final class CertificateReport {

    private static final List<String> COLUMNS = List.of(
            "stream",
            "hour",
            "level",
            "looked_at",
            "last_find",
            "events",
            "digest",
            "lost_items",
            "expected_missing",
            "missing_at_most");

    private static final int LISTED = 10;

    private CertificateReport() {}

    /** A certificate with what is known of its stream at present. */
    public record Entry(Certificate certificate, StreamState state, Optional<DriftModel> model, SourceTraits traits) {

        /** Whether every hour was read. */
        public boolean isWhole() {
            return certificate.hours(Level.UNREAD) + certificate.hours(Level.UNKNOWN) == 0;
        }

        Optional<Heartbeat> heartbeat() {
            return model.map(known -> Heartbeat.of(state, known));
        }
    }

    public static Map<String, Object> json(List<Entry> entries, Instant now) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("issued_at", now);
        document.put("issued_by", "rollcall " + Version.NUMBER);
        document.put("whole", entries.stream().allMatch(Entry::isWhole));
        document.put("streams", entries.stream().map(CertificateReport::stream).toList());
        return document;
    }

    private static Map<String, Object> stream(Entry entry) {
        Certificate certificate = entry.certificate();
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("stream", certificate.stream());
        members.put("from", certificate.period().from());
        members.put("to", certificate.period().to());
        members.put("retention_s", entry.traits().retention().toSeconds());
        members.put("complete_through", entry.heartbeat().map(Heartbeat::completeThrough));
        members.put("reopened", entry.model().map(DriftModel::reopened));
        members.put("stalled", entry.model().map(DriftModel::isStalled));
        members.put("lateness", entry.model().map(CertificateReport::lateness));
        Flicker flicker = Flicker.fromBytes(entry.state().drift().flicker());
        members.put("flicker_share", flicker.share());
        members.put("flicker_share_at_most", flicker.atMost());
        members.put("absent_events", flicker.absent());
        AuditFigures.put(entry.state().selfAudit(), members);
        members.put("dead_letters", entry.state().counters().deadLetters());
        members.put("quarantined", entry.state().quarantine().size());
        members.put("unreadable_windows", entry.state().unreadable().size());
        Map<String, Object> levels = new LinkedHashMap<>();
        for (Level level : Level.values()) {
            levels.put(level.label(), certificate.hours(level));
        }
        members.put("hours_by_level", levels);
        members.put("events", certificate.events());
        members.put("expected_missing", certificate.shortfall().map(Shortfall::expected));
        members.put("missing_at_most", certificate.shortfall().map(Shortfall::atMost));
        members.put(
                "losses",
                certificate.losses().stream()
                        .map(loss -> Map.of(
                                "item", loss.item(),
                                "listed_at", loss.listedAt(),
                                "given_up_at", loss.at(),
                                "reason", loss.reason()))
                        .toList());
        members.put(
                "hours",
                certificate.hours().stream().map(CertificateReport::hour).toList());
        return members;
    }

    private static Map<String, Object> lateness(DriftModel model) {
        Map<String, Object> quantiles = new LinkedHashMap<>();
        Map<String, Double> shares = new LinkedHashMap<>();
        shares.put("p50", 0.5);
        shares.put("p95", 0.95);
        shares.put("p99", 0.99);
        shares.put("p99_9", 0.999);
        shares.forEach((name, share) -> {
            Quantile quantile = model.quantile(share);
            quantiles.put(
                    name,
                    Map.of(
                            "estimate_s", seconds(quantile.estimate()),
                            "at_least_s", seconds(quantile.atLeast()),
                            "at_most_s", seconds(quantile.atMost())));
        });
        return quantiles;
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private static Map<String, Object> hour(Attestation hour) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("hour", hour.hour().window().from());
        members.put("level", hour.level().label());
        members.put("looked_at", hour.lookedAt());
        members.put("last_find", hour.lastFind());
        members.put("events", hour.keys().count());
        members.put("digest", hour.keys().sum());
        members.put("lost_items", hour.lost());
        members.put("expected_missing", hour.shortfall().map(Shortfall::expected));
        members.put("missing_at_most", hour.shortfall().map(Shortfall::atMost));
        return members;
    }

    /** A heading, and a line per stream and hour. Nothing in it needs quoting. */
    public static List<String> csv(List<Entry> entries) {
        List<String> lines = new ArrayList<>();
        lines.add(String.join(",", COLUMNS));
        for (Entry entry : entries) {
            for (Attestation hour : entry.certificate().hours()) {
                lines.add(line(entry.certificate(), hour));
            }
        }
        return lines;
    }

    private static String line(Certificate certificate, Attestation hour) {
        return String.join(
                ",",
                certificate.stream().toString(),
                hour.hour().window().from().toString(),
                hour.level().label(),
                hour.lookedAt().map(Instant::toString).orElse(""),
                hour.lastFind().map(Instant::toString).orElse(""),
                Long.toString(hour.keys().count()),
                hour.keys().sum().toString(),
                Long.toString(hour.lost()),
                hour.shortfall().map(each -> Double.toString(each.expected())).orElse(""),
                hour.shortfall().map(each -> Double.toString(each.atMost())).orElse(""));
    }

    public static List<String> text(List<Entry> entries) {
        List<String> lines = new ArrayList<>();
        entries.forEach(entry -> write(entry, lines));
        if (entries.isEmpty()) {
            lines.add("Nothing has been read yet of what was asked for.");
        }
        return lines;
    }

    private static void write(Entry entry, List<String> lines) {
        Certificate certificate = entry.certificate();
        lines.add(certificate.stream().toString());
        lines.add("  period: " + certificate.period().from() + " to "
                + certificate.period().to() + ", " + certificate.hours().size() + " hours, " + certificate.events()
                + " events delivered");
        for (Level level : Level.values()) {
            long hours = certificate.hours(level);
            if (hours > 0) {
                lines.add("  " + level.label() + ": " + hours + " hours");
            }
        }
        entry.heartbeat()
                .ifPresent(beat -> lines.add("  complete through: " + beat.completeThrough() + " (taken back "
                        + beat.reopened() + " times)"));
        certificate
                .shortfall()
                .ifPresent(missing -> lines.add(String.format(
                        Locale.ROOT,
                        "  not visible yet of what was read: %.1f events expected, at most %.1f with 95 %% confidence",
                        missing.expected(),
                        missing.atMost())));
        entry.model()
                .map(model -> model.quantile(0.999).atMost())
                .ifPresent(late -> lines.add("  999 in 1,000 events are visible within "
                        + Durations.format(late.truncatedTo(ChronoUnit.SECONDS))));
        AuditFigures.sentence(entry.state().selfAudit()).ifPresent(sentence -> lines.add("  " + sentence));
        List<Attestation> open = certificate.hours().stream()
                .filter(hour -> hour.level().compareTo(Level.SEEN) < 0)
                .toList();
        open.stream()
                .limit(LISTED)
                .forEach(hour -> lines.add("  " + hour.level().label() + ": the hour of "
                        + hour.hour().window().from() + (hour.lost() > 0 ? ", " + hour.lost() + " items lost" : "")));
        if (open.size() > LISTED) {
            lines.add("  and " + (open.size() - LISTED) + " more hours; --json or --csv shows them all");
        }
        certificate.losses().stream()
                .limit(LISTED)
                .forEach(loss -> lines.add("  lost: " + loss.item() + ": " + loss.reason()));
    }
}
