package io.rollcall.ledger;

import io.rollcall.engine.event.StreamId;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The tables by which several collectors share a ledger. What time it is the database says, to all of them. */
final class LeaseTables {

    private static final String IN_SECONDS = "clock_timestamp() + make_interval(secs => ?)";
    private static final double NANOS_PER_SECOND = 1e9;

    private final Connection connection;
    private final Statements statements;

    LeaseTables(Connection connection) {
        this.connection = connection;
        this.statements = new Statements(connection);
    }

    /**
     * A lease that was taken.
     *
     * @param commits made under this lease and those before
     */
    record Taken(Fence fence, long commits) {}

    /** Says that a collector is there, and makes sure that there is a row for each stream it wants. */
    void attend(String instance, Collection<String> wanted, Duration length) throws SQLException {
        Array streams = array("text", wanted.toArray());
        statements.update(
                "INSERT INTO instance VALUES (?, ?, clock_timestamp(), " + IN_SECONDS
                        + ") ON CONFLICT (name) DO UPDATE SET"
                        + " wanted = excluded.wanted, expires = excluded.expires, joined ="
                        + " CASE WHEN instance.expires < clock_timestamp() THEN excluded.joined ELSE instance.joined END",
                instance,
                streams,
                seconds(length));
        statements.update(
                "INSERT INTO lease SELECT wanted, NULL, 0, 0, clock_timestamp() FROM unnest(?) AS wanted"
                        + " ORDER BY wanted ON CONFLICT (stream) DO NOTHING",
                streams);
        statements.update("DELETE FROM instance WHERE expires < clock_timestamp() - interval '1 hour'");
    }

    void leave(String instance) throws SQLException {
        statements.update("DELETE FROM instance WHERE name = ?", instance);
    }

    /** Extends leases; those that could be, since no other collector has taken them. */
    Set<Fence> renew(List<Fence> fences, Duration length) throws SQLException {
        Set<Fence> renewed = new HashSet<>();
        for (Fence fence : fences) {
            int rows = statements.update(
                    "UPDATE lease SET expires = " + IN_SECONDS + " WHERE stream = ? AND owner = ? AND fence = ?",
                    seconds(length),
                    fence.stream(),
                    fence.owner(),
                    fence.number());
            if (rows > 0) {
                renewed.add(fence);
            }
        }
        return renewed;
    }

    /** Takes a lease that is free, or that the same collector has; empty if another has it, or is in the midst of a commit. */
    Optional<Taken> take(String stream, String owner, Duration length) throws SQLException {
        statements.update(
                "INSERT INTO lease VALUES (?, NULL, 0, 0, clock_timestamp()) ON CONFLICT (stream) DO NOTHING", stream);
        List<Taken> taken = statements.rows(
                "UPDATE lease SET owner = ?, fence = fence + 1, expires = " + IN_SECONDS + " WHERE stream ="
                        + " (SELECT stream FROM lease WHERE stream = ?"
                        + " AND (owner IS NULL OR owner = ? OR expires < clock_timestamp()) FOR UPDATE SKIP LOCKED)"
                        + " RETURNING fence, commits",
                row -> new Taken(new Fence(stream, owner, row.getLong(1)), row.getLong(2)),
                owner,
                seconds(length),
                stream,
                owner);
        return taken.stream().findFirst();
    }

    void giveBack(Fence fence) throws SQLException {
        statements.update(
                "UPDATE lease SET owner = NULL, expires = clock_timestamp() WHERE stream = ? AND owner = ? AND fence = ?",
                fence.stream(),
                fence.owner(),
                fence.number());
    }

    /**
     * Counts a commit, and keeps all other collectors from the stream until the end of the transaction.
     *
     * @param commits made before this one
     * @return false if the lease is no longer this one, or this commit has been counted already
     */
    boolean count(Fence fence, long commits) throws SQLException {
        return statements.update(
                        "UPDATE lease SET commits = commits + 1 WHERE stream = ? AND owner = ? AND fence = ? AND commits = ?",
                        fence.stream(),
                        fence.owner(),
                        fence.number(),
                        commits)
                > 0;
    }

    /** Whether so many commits have been made, the last of them under this lease. */
    boolean isCounted(Fence fence, long commits) throws SQLException {
        return !statements
                .rows(
                        "SELECT 1 FROM lease WHERE stream = ? AND owner = ? AND fence = ? AND commits = ?",
                        row -> true,
                        fence.stream(),
                        fence.owner(),
                        fence.number(),
                        commits)
                .isEmpty();
    }

    /** Keeps all collectors from committing until the end of the transaction. */
    void lock() throws SQLException {
        statements.rows("SELECT stream FROM lease ORDER BY stream FOR UPDATE", row -> true);
    }

    List<Holding> holdings() throws SQLException {
        return statements.rows(
                "SELECT stream, owner, fence, extract(epoch FROM expires - clock_timestamp()) FROM lease ORDER BY stream",
                row -> new Holding(
                        row.getString(1),
                        Optional.ofNullable(row.getString(2)),
                        row.getLong(3),
                        duration(row.getDouble(4))));
    }

    void request(String stream, long from) throws SQLException {
        statements.update("INSERT INTO request VALUES (?, ?) ON CONFLICT DO NOTHING", stream, from);
    }

    void heeded(String stream, long from) throws SQLException {
        statements.update("DELETE FROM request WHERE stream = ? AND from_ns = ?", stream, from);
    }

    List<SharedRequests.Request> requests() throws SQLException {
        return statements.rows(
                "SELECT stream, from_ns FROM request ORDER BY stream, from_ns",
                row -> new SharedRequests.Request(StreamId.parse(Texts.read(row, 1)), Nanos.instant(row.getLong(2))));
    }

    /** A single whole number that a query answers with. */
    long number(String query) throws SQLException {
        return statements.rows(query, row -> row.getLong(1)).get(0);
    }

    /** The collectors that are there. */
    List<Instance> instances() throws SQLException {
        return statements.rows(
                "SELECT name, wanted, extract(epoch FROM clock_timestamp() - joined) FROM instance"
                        + " WHERE expires >= clock_timestamp() ORDER BY name",
                row -> new Instance(
                        row.getString(1),
                        Set.copyOf(Arrays.asList((String[]) row.getArray(2).getArray())),
                        duration(row.getDouble(3))));
    }

    private Array array(String type, Object[] elements) throws SQLException {
        return connection.createArrayOf(type, elements);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / NANOS_PER_SECOND;
    }

    private static Duration duration(double seconds) {
        return Duration.ofNanos((long) (seconds * NANOS_PER_SECOND));
    }
}
