package io.rollcall.ledger;

import io.rollcall.engine.drift.Shortfall;
import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.event.Window;
import io.rollcall.engine.ledger.Attestation;
import io.rollcall.engine.ledger.Level;
import io.rollcall.engine.ledger.Loss;
import io.rollcall.engine.ledger.Testimony;
import io.rollcall.engine.memory.Bucket;
import io.rollcall.engine.memory.KeyDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The tables of what is to be known for good; nothing is ever taken out of them. */
final class TestimonyTables {

    private static final String OF_STREAM = " WHERE stream = (SELECT id FROM stream WHERE name = ?)";

    private final Statements statements;

    TestimonyTables(Statements statements) {
        this.statements = statements;
    }

    void add(long stream, Testimony testimony) throws SQLException {
        for (Attestation each : testimony.hours()) {
            statements.update(
                    "INSERT INTO attestation VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (stream, hour) DO UPDATE SET"
                            + " level = excluded.level, looked_at = excluded.looked_at, last_find = excluded.last_find,"
                            + " events = excluded.events, digest = excluded.digest, lost = excluded.lost,"
                            + " missing = excluded.missing, missing_at_most = excluded.missing_at_most",
                    stream,
                    each.hour().number(),
                    each.level().name(),
                    each.lookedAt().map(Nanos::of),
                    each.lastFind().map(Nanos::of),
                    each.keys().count(),
                    KeyBytes.of(each.keys().sum()),
                    each.lost(),
                    each.shortfall().map(Shortfall::expected),
                    each.shortfall().map(Shortfall::atMost));
        }
        for (Loss each : testimony.losses()) {
            statements.update(
                    "INSERT INTO loss VALUES (?, ?, ?, ?, ?) ON CONFLICT (stream, listed_at, item) DO UPDATE SET"
                            + " reason = excluded.reason, at = excluded.at",
                    stream,
                    Nanos.of(each.listedAt()),
                    each.item(),
                    each.reason(),
                    Nanos.of(each.at()));
        }
    }

    List<Attestation> attestations(StreamId stream, Window window) throws SQLException {
        return statements.rows(
                "SELECT * FROM attestation" + OF_STREAM + " AND hour >= ? AND hour <= ? ORDER BY hour",
                TestimonyTables::attestation,
                stream.toString(),
                Bucket.of(window.from().minusNanos(1)).number() + 1,
                Bucket.of(window.to().minusNanos(1)).number());
    }

    Optional<Bucket> lastAttested(StreamId stream) throws SQLException {
        return statements
                .rows(
                        "SELECT hour FROM attestation" + OF_STREAM + " ORDER BY hour DESC LIMIT 1",
                        row -> new Bucket(row.getLong(1)),
                        stream.toString())
                .stream()
                .findFirst();
    }

    List<Loss> losses(StreamId stream, Window window) throws SQLException {
        return statements.rows(
                "SELECT * FROM loss" + OF_STREAM + " AND listed_at >= ? AND listed_at < ? ORDER BY listed_at, item",
                row -> new Loss(
                        Nanos.instant(row.getLong("listed_at")),
                        Texts.read(row, "item"),
                        Texts.read(row, "reason"),
                        Nanos.instant(row.getLong("at"))),
                stream.toString(),
                Nanos.of(window.from()),
                Nanos.of(window.to()));
    }

    private static Attestation attestation(ResultSet row) throws SQLException {
        double expected = row.getDouble("missing");
        Optional<Shortfall> shortfall = row.wasNull()
                ? Optional.empty()
                : Optional.of(new Shortfall(expected, row.getDouble("missing_at_most")));
        return new Attestation(
                new Bucket(row.getLong("hour")),
                Level.valueOf(Texts.read(row, "level")),
                instant(row, "looked_at"),
                instant(row, "last_find"),
                new KeyDigest(row.getLong("events"), KeyBytes.key(row.getBytes("digest"))),
                row.getLong("lost"),
                shortfall);
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        long nanos = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Nanos.instant(nanos));
    }
}
