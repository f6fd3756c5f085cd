package io.rollcall.ledger;

import io.rollcall.engine.drift.Lateness;
import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.event.Window;
import io.rollcall.engine.ledger.Commit;
import io.rollcall.engine.ledger.Counters;
import io.rollcall.engine.ledger.DriftMemory;
import io.rollcall.engine.ledger.OpenNotice;
import io.rollcall.engine.ledger.Quarantined;
import io.rollcall.engine.ledger.StreamState;
import io.rollcall.engine.ledger.Unreadable;
import io.rollcall.engine.plan.Coverage;
import io.rollcall.engine.plan.Stretch;
import io.rollcall.engine.selfaudit.Reopened;
import io.rollcall.engine.selfaudit.SampleCounts;
import io.rollcall.engine.selfaudit.SelfAudit;
import io.rollcall.engine.source.Item;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** The tables that hold a stream's state. A commit replaces the rows of its stream. */
final class StateTables {

    private final Statements statements;

    /** The coverage the tables hold, per stream, so that an unchanged one is not written again. */
    private final Map<Long, Coverage> written = new HashMap<>();

    /** The same for positions. */
    private final Map<Long, Optional<String>> writtenPosition = new HashMap<>();

    /** The same for what was learned of drift. */
    private final Map<Long, DriftMemory> writtenDrift = new HashMap<>();

    /** The same for what samples have come to. */
    private final Map<Long, SelfAudit> writtenAudit = new HashMap<>();

    StateTables(Statements statements) {
        this.statements = statements;
    }

    List<StreamId> streams() throws SQLException {
        return statements.rows("SELECT name FROM stream ORDER BY name", row -> StreamId.parse(Texts.read(row, 1)));
    }

    Optional<StreamState> read(StreamId stream) throws SQLException {
        List<Long> ids =
                statements.rows("SELECT id FROM stream WHERE name = ?", row -> row.getLong(1), stream.toString());
        return ids.isEmpty() ? Optional.empty() : Optional.of(read(ids.get(0)));
    }

    private StreamState read(long id) throws SQLException {
        StreamState bare = statements
                .rows("SELECT * FROM stream WHERE id = ?", StateTables::bare, id)
                .get(0);
        return bare.withCoverage(new Coverage(statements.rows(
                        "SELECT from_ns, to_ns, looked_at_ns FROM coverage WHERE stream = ? ORDER BY from_ns",
                        row -> new Stretch(
                                new Window(Nanos.instant(row.getLong(1)), Nanos.instant(row.getLong(2))),
                                Nanos.instant(row.getLong(3))),
                        id)))
                .withQuarantine(statements.rows(
                        "SELECT * FROM quarantine WHERE stream = ? ORDER BY since", StateTables::quarantined, id))
                .withUnreadable(statements.rows(
                        "SELECT from_ns, to_ns, reason, since, attempts, next_try FROM unreadable WHERE stream = ?"
                                + " ORDER BY from_ns",
                        row -> new Unreadable(
                                new Window(Nanos.instant(row.getLong(1)), Nanos.instant(row.getLong(2))),
                                Texts.read(row, 3),
                                Nanos.instant(row.getLong(4)),
                                row.getInt(5),
                                Nanos.instant(row.getLong(6))),
                        id))
                .withNotices(statements.rows(
                        "SELECT code, message, raised_at FROM notice WHERE stream = ? ORDER BY raised_at",
                        row -> new OpenNotice(Texts.read(row, 1), Texts.read(row, 2), Nanos.instant(row.getLong(3))),
                        id))
                .withDrift(statements
                        .rows(
                                "SELECT model, price, flicker FROM drift WHERE stream = ?",
                                row -> new DriftMemory(row.getBytes(1), row.getBytes(2), row.getBytes(3)),
                                id)
                        .stream()
                        .findFirst()
                        .orElse(DriftMemory.NONE))
                .withPosition(
                        statements
                                .rows("SELECT place FROM position WHERE stream = ?", row -> Texts.read(row, 1), id)
                                .stream()
                                .findFirst())
                .withSelfAudit(selfAudit(id));
    }

    private SelfAudit selfAudit(long id) throws SQLException {
        SelfAudit bare = statements
                .rows(
                        "SELECT samples, false_claims, records, missing, absent, last_sample FROM self_audit WHERE stream = ?",
                        StateTables::selfAudit,
                        id)
                .stream()
                .findFirst()
                .orElse(SelfAudit.NONE);
        List<Reopened> reopened = statements.rows(
                "SELECT from_ns, to_ns, last_find, refuted FROM reopened WHERE stream = ? ORDER BY from_ns",
                row -> new Reopened(
                        new Window(Nanos.instant(row.getLong(1)), Nanos.instant(row.getLong(2))),
                        Nanos.instant(row.getLong(3)),
                        row.getLong(4) != 0),
                id);
        return new SelfAudit(bare.counts(), bare.lastSample(), reopened);
    }

    private static SelfAudit selfAudit(ResultSet row) throws SQLException {
        SampleCounts counts =
                new SampleCounts(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5));
        long last = row.getLong(6);
        return new SelfAudit(counts, row.wasNull() ? Optional.empty() : Optional.of(Nanos.instant(last)), List.of());
    }

    private static StreamState bare(ResultSet row) throws SQLException {
        Counters counters = new Counters(
                row.getLong("fetched"),
                row.getLong("events"),
                row.getLong("revisions"),
                row.getLong("repeats"),
                row.getLong("dead_letters"),
                row.getLong("pages"),
                row.getLong("sweeps"));
        Lateness lateness =
                new Lateness(counts(Texts.read(row, "lateness_lower")), counts(Texts.read(row, "lateness_upper")));
        Instant since = Nanos.instant(row.getLong("since"));
        long earlier = row.getLong("backfill");
        Optional<Instant> backfill = row.wasNull() ? Optional.empty() : Optional.of(Nanos.instant(earlier));
        return StreamState.beginningAt(since)
                .withBackfill(backfill)
                .counting(counters)
                .withLateness(lateness);
    }

    private static Quarantined quarantined(ResultSet row) throws SQLException {
        long expires = row.getLong("expires");
        Optional<Instant> expiry = row.wasNull() ? Optional.empty() : Optional.of(Nanos.instant(expires));
        Item item = new Item(
                KeyBytes.key(row.getBytes("key")),
                Texts.read(row, "name"),
                Texts.read(row, "location"),
                Nanos.instant(row.getLong("listed_at")),
                expiry);
        return new Quarantined(
                item,
                Texts.read(row, "reason"),
                Nanos.instant(row.getLong("since")),
                row.getInt("attempts"),
                Nanos.instant(row.getLong("next_try")));
    }

    /** Writes a commit's state and returns the stream's row id. */
    long write(Commit commit) throws SQLException {
        StreamState state = commit.state();
        Counters counters = state.counters();
        List<Long> ids = statements.rows(
                "INSERT INTO stream (name, since, fetched, events, revisions, repeats, dead_letters, pages, sweeps,"
                        + " lateness_lower, lateness_upper, committed_at, backfill) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (name) DO UPDATE SET since = excluded.since, fetched = excluded.fetched,"
                        + " events = excluded.events, revisions = excluded.revisions, repeats = excluded.repeats,"
                        + " dead_letters = excluded.dead_letters, pages = excluded.pages, sweeps = excluded.sweeps,"
                        + " lateness_lower = excluded.lateness_lower, lateness_upper = excluded.lateness_upper,"
                        + " committed_at = excluded.committed_at, backfill = excluded.backfill RETURNING id",
                row -> row.getLong(1),
                commit.stream().toString(),
                Nanos.of(state.since()),
                counters.fetched(),
                counters.events(),
                counters.revisions(),
                counters.repeats(),
                counters.deadLetters(),
                counters.pages(),
                counters.sweeps(),
                written(state.lateness().lower()),
                written(state.lateness().upper()),
                Nanos.of(commit.at()),
                state.backfill().map(Nanos::of));
        long id = ids.get(0);
        writeCoverage(id, state.coverage());
        writeQuarantine(id, state.quarantine());
        writeUnreadable(id, state.unreadable());
        writeNotices(id, state.notices());
        writeDrift(id, state.drift());
        writePosition(id, state.position());
        writeSelfAudit(id, state.selfAudit());
        return id;
    }

    private void writePosition(long id, Optional<String> position) throws SQLException {
        if (position.equals(writtenPosition.get(id))) {
            return;
        }
        if (position.isPresent()) {
            statements.update(
                    "INSERT INTO position VALUES (?, ?) ON CONFLICT (stream) DO UPDATE SET place = excluded.place",
                    id,
                    position.get());
        } else {
            statements.update("DELETE FROM position WHERE stream = ?", id);
        }
        writtenPosition.put(id, position);
    }

    private void writeDrift(long id, DriftMemory drift) throws SQLException {
        if (!drift.equals(writtenDrift.getOrDefault(id, DriftMemory.NONE))) {
            statements.update(
                    "INSERT INTO drift VALUES (?, ?, ?, ?) ON CONFLICT (stream) DO UPDATE SET"
                            + " model = excluded.model, price = excluded.price, flicker = excluded.flicker",
                    id,
                    drift.model(),
                    drift.price(),
                    drift.flicker());
            writtenDrift.put(id, drift);
        }
    }

    private void writeSelfAudit(long id, SelfAudit audit) throws SQLException {
        if (audit.equals(writtenAudit.get(id))) {
            return;
        }
        SampleCounts counts = audit.counts();
        statements.update(
                "INSERT INTO self_audit VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (stream) DO UPDATE SET"
                        + " samples = excluded.samples, false_claims = excluded.false_claims, records = excluded.records,"
                        + " missing = excluded.missing, absent = excluded.absent, last_sample = excluded.last_sample",
                id,
                counts.samples(),
                counts.falseClaims(),
                counts.records(),
                counts.missing(),
                counts.absent(),
                audit.lastSample().map(Nanos::of));
        statements.update("DELETE FROM reopened WHERE stream = ?", id);
        for (Reopened each : audit.reopened()) {
            statements.update(
                    "INSERT INTO reopened VALUES (?, ?, ?, ?, ?)",
                    id,
                    Nanos.of(each.window().from()),
                    Nanos.of(each.window().to()),
                    Nanos.of(each.lastFind()),
                    each.isRefuted() ? 1 : 0);
        }
        writtenAudit.put(id, audit);
    }

    private void writeCoverage(long id, Coverage coverage) throws SQLException {
        if (Objects.equals(written.get(id), coverage)) {
            return;
        }
        statements.update("DELETE FROM coverage WHERE stream = ?", id);
        for (Stretch stretch : coverage.stretches()) {
            statements.update(
                    "INSERT INTO coverage VALUES (?, ?, ?, ?)",
                    id,
                    Nanos.of(stretch.window().from()),
                    Nanos.of(stretch.window().to()),
                    Nanos.of(stretch.lookedAt()));
        }
        written.put(id, coverage);
    }

    /** Forgets which coverage the tables hold, after a transaction that may not have become durable. */
    void rolledBack() {
        written.clear();
        writtenDrift.clear();
        writtenPosition.clear();
        writtenAudit.clear();
    }

    private void writeQuarantine(long id, List<Quarantined> quarantine) throws SQLException {
        statements.update("DELETE FROM quarantine WHERE stream = ?", id);
        for (Quarantined each : quarantine) {
            Item item = each.item();
            statements.update(
                    "INSERT INTO quarantine VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    id,
                    KeyBytes.of(item.key()),
                    item.name(),
                    item.location(),
                    Nanos.of(item.listedAt()),
                    item.expires().map(Nanos::of),
                    each.reason(),
                    Nanos.of(each.since()),
                    each.attempts(),
                    Nanos.of(each.nextTry()));
        }
    }

    private void writeUnreadable(long id, List<Unreadable> unreadable) throws SQLException {
        statements.update("DELETE FROM unreadable WHERE stream = ?", id);
        for (Unreadable each : unreadable) {
            statements.update(
                    "INSERT INTO unreadable VALUES (?, ?, ?, ?, ?, ?, ?)",
                    id,
                    Nanos.of(each.window().from()),
                    Nanos.of(each.window().to()),
                    each.reason(),
                    Nanos.of(each.since()),
                    each.attempts(),
                    Nanos.of(each.nextTry()));
        }
    }

    private void writeNotices(long id, List<OpenNotice> notices) throws SQLException {
        statements.update("DELETE FROM notice WHERE stream = ?", id);
        for (OpenNotice notice : notices) {
            statements.update(
                    "INSERT INTO notice VALUES (?, ?, ?, ?)",
                    id,
                    notice.code(),
                    notice.message(),
                    Nanos.of(notice.raisedAt()));
        }
    }

    private static List<Long> counts(String written) {
        return Arrays.stream(written.split(" ", -1)).map(Long::valueOf).toList();
    }

    private static String written(List<Long> counts) {
        return counts.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }
}
