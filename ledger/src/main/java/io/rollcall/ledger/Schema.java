package io.rollcall.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Tables, and how they came to be what they are: each version's script brings the tables of the version before forward.
 *
 * @param part of the database that has a version of its own
 * @param versions scripts by version, the first being version 1; never changed once released
 */
record Schema(String part, List<List<String>> versions) {

    /** The tables of a ledger. */
    static final Schema LEDGER = new Schema(
            "ledger",
            List.of(
                    List.of(
                            """
            CREATE TABLE stream (
              id INTEGER PRIMARY KEY,
              name TEXT NOT NULL UNIQUE,
              since INTEGER NOT NULL,
              fetched INTEGER NOT NULL, events INTEGER NOT NULL, revisions INTEGER NOT NULL, repeats INTEGER NOT NULL,
              dead_letters INTEGER NOT NULL, pages INTEGER NOT NULL, sweeps INTEGER NOT NULL,
              lateness_lower TEXT NOT NULL, lateness_upper TEXT NOT NULL,
              committed_at INTEGER NOT NULL)""",
                            """
            CREATE TABLE coverage (
              stream INTEGER NOT NULL REFERENCES stream(id),
              from_ns INTEGER NOT NULL, to_ns INTEGER NOT NULL, looked_at_ns INTEGER NOT NULL,
              PRIMARY KEY (stream, from_ns)) WITHOUT ROWID""",
                            """
            CREATE TABLE quarantine (
              stream INTEGER NOT NULL REFERENCES stream(id),
              key BLOB NOT NULL, name TEXT NOT NULL, location TEXT NOT NULL, listed_at INTEGER NOT NULL, expires INTEGER,
              reason TEXT NOT NULL, since INTEGER NOT NULL, attempts INTEGER NOT NULL, next_try INTEGER NOT NULL,
              PRIMARY KEY (stream, key)) WITHOUT ROWID""",
                            """
            CREATE TABLE unreadable (
              stream INTEGER NOT NULL REFERENCES stream(id),
              from_ns INTEGER NOT NULL, to_ns INTEGER NOT NULL,
              reason TEXT NOT NULL, since INTEGER NOT NULL, attempts INTEGER NOT NULL, next_try INTEGER NOT NULL,
              PRIMARY KEY (stream, from_ns)) WITHOUT ROWID""",
                            """
            CREATE TABLE notice (
              stream INTEGER NOT NULL REFERENCES stream(id),
              code TEXT NOT NULL, message TEXT NOT NULL, raised_at INTEGER NOT NULL,
              PRIMARY KEY (stream, code)) WITHOUT ROWID""",
                            """
            CREATE TABLE key_chunk (
              id INTEGER PRIMARY KEY,
              stream INTEGER NOT NULL REFERENCES stream(id),
              space TEXT NOT NULL, bucket INTEGER NOT NULL, entries INTEGER NOT NULL, added_at INTEGER NOT NULL,
              packed BLOB NOT NULL)""",
                            "CREATE INDEX key_chunk_shelf ON key_chunk (stream, space, bucket, entries)"),
                    List.of("""
            CREATE TABLE drift (
              stream INTEGER PRIMARY KEY REFERENCES stream(id),
              model BLOB NOT NULL, price BLOB NOT NULL)"""),
                    List.of("""
            CREATE TABLE attestation (
              stream INTEGER NOT NULL REFERENCES stream(id),
              hour INTEGER NOT NULL, level TEXT NOT NULL, looked_at INTEGER, last_find INTEGER,
              events INTEGER NOT NULL, digest BLOB NOT NULL, lost INTEGER NOT NULL,
              missing REAL, missing_at_most REAL,
              PRIMARY KEY (stream, hour)) WITHOUT ROWID""", """
            CREATE TABLE loss (
              stream INTEGER NOT NULL REFERENCES stream(id),
              listed_at INTEGER NOT NULL, item TEXT NOT NULL, reason TEXT NOT NULL, at INTEGER NOT NULL,
              PRIMARY KEY (stream, listed_at, item)) WITHOUT ROWID""", "ALTER TABLE drift ADD COLUMN flicker BLOB NOT NULL DEFAULT x''"),
                    List.of("""
            CREATE TABLE position (
              stream INTEGER PRIMARY KEY REFERENCES stream(id),
              place TEXT NOT NULL)"""),
                    List.of("ALTER TABLE stream ADD COLUMN backfill INTEGER"),
                    List.of("""
            CREATE TABLE self_audit (
              stream INTEGER PRIMARY KEY REFERENCES stream(id),
              samples INTEGER NOT NULL, false_claims INTEGER NOT NULL,
              records INTEGER NOT NULL, missing INTEGER NOT NULL, absent INTEGER NOT NULL,
              last_sample INTEGER)""", """
            CREATE TABLE reopened (
              stream INTEGER NOT NULL REFERENCES stream(id),
              from_ns INTEGER NOT NULL, to_ns INTEGER NOT NULL, last_find INTEGER NOT NULL, refuted INTEGER NOT NULL,
              PRIMARY KEY (stream, from_ns)) WITHOUT ROWID""")));

    /** The tables by which several collectors share a ledger. */
    static final Schema LEASES = new Schema("leases", List.of(List.of("""
            CREATE TABLE instance (
              name TEXT PRIMARY KEY,
              wanted TEXT[] NOT NULL,
              joined TIMESTAMPTZ NOT NULL, expires TIMESTAMPTZ NOT NULL)""", """
            CREATE TABLE lease (
              stream TEXT PRIMARY KEY,
              owner TEXT,
              fence BIGINT NOT NULL, commits BIGINT NOT NULL,
              expires TIMESTAMPTZ NOT NULL)""", """
            CREATE TABLE request (
              stream TEXT NOT NULL, from_ns BIGINT NOT NULL,
              PRIMARY KEY (stream, from_ns))""")));

    /**
     * Brings the tables to the present version; an empty database gets all of them.
     *
     * @throws SQLException also if they were written by a newer version
     */
    void migrate(Connection connection, Dialect dialect) throws SQLException {
        int version = dialect.version(connection, part);
        if (version > versions.size()) {
            throw new SchemaMismatch("it was written by a newer version of Rollcall (schema " + version
                    + ", this one knows " + versions.size() + "); use that version");
        }
        for (int next = version; next < versions.size(); next++) {
            try (Statement statement = connection.createStatement()) {
                for (String command : versions.get(next)) {
                    statement.execute(dialect.of(command));
                }
                statement.execute(dialect.setVersion(part, next + 1));
            }
        }
        connection.commit();
    }

    /** @throws SQLException if the tables are not of the present version */
    void requireCurrent(Connection connection, Dialect dialect) throws SQLException {
        int version = dialect.version(connection, part);
        if (version != versions.size()) {
            throw new SchemaMismatch("its schema is version " + version + ", this Rollcall reads " + versions.size()
                    + "; 'rollcall run' brings an older one forward");
        }
    }
}
