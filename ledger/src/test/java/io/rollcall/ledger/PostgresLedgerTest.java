package io.rollcall.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.engine.event.EventKey;
import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.ledger.Commit;
import io.rollcall.engine.ledger.CommitOutcome;
import io.rollcall.engine.ledger.Lease;
import io.rollcall.engine.ledger.Ledger;
import io.rollcall.engine.ledger.LedgerFailure;
import io.rollcall.engine.ledger.LedgerUnreachable;
import io.rollcall.engine.ledger.StreamState;
import io.rollcall.engine.ledger.Testimony;
import io.rollcall.engine.memory.Novelty;
import io.rollcall.engine.time.ManualClock;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A ledger in a real PostgreSQL: what every ledger does, and that only who has the lease may write. */
@ExtendWith(SharedServer.class)
final class PostgresLedgerTest extends LedgerContract {

    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration SHORT = Duration.ofMillis(3);

    private final ManualClock clock = new ManualClock(NOW);
    private final List<String> told = new ArrayList<>();
    private final List<SharedLedger> opened = new ArrayList<>();
    private PostgresServer server;
    private PostgresAddress address;

    @BeforeEach
    void makeDatabase(PostgresServer shared) throws SQLException {
        server = shared;
        address = shared.newDatabase();
    }

    @AfterEach
    void close() {
        opened.forEach(SharedLedger::close);
    }

    @Override
    Ledger reopened() {
        close();
        opened.clear();
        return lease(collector("one", LONG)).ledger();
    }

    private SharedLedger collector(String name, Duration takeover) {
        SharedLedger shared = PostgresLedger.open(
                address, new Participation(name, Set.of(STREAM.toString()), takeover, true), clock, told::add);
        opened.add(shared);
        return shared;
    }

    private static Lease lease(SharedLedger collector) {
        return collector.leases().take(STREAM).orElseThrow();
    }

    @Test
    void oneCollectorHasAStreamUntilItGivesItBack() {
        SharedLedger one = collector("one", LONG);
        SharedLedger two = collector("two", LONG);
        Lease lease = lease(one);
        two.renew();
        assertThat(two.leases().take(STREAM)).isEmpty();
        assertThat(two.holder(STREAM)).contains("one");
        lease.giveBack();
        assertThat(lease.standing()).isEqualTo(Lease.Standing.LOST);
        two.renew();
        assertThat(two.holder(STREAM)).isEmpty();
        remember(lease(two).ledger(), 1);
    }

    @Test
    void whoWakesUpAfterItsLeaseWasTakenCannotCommit() {
        Lease paused = lease(collector("paused", SHORT));
        remember(paused.ledger(), 1);
        SharedLedger other = collector("other", LONG);
        Lease taken = takenBy(other);
        remember(taken.ledger(), 2);
        assertThat(paused.ledger().commit(commit(3))).isEqualTo(CommitOutcome.SUPERSEDED);
        assertThat(paused.standing()).isEqualTo(Lease.Standing.LOST);
        assertThat(taken.ledger().keys(STREAM, SHELF).size()).isEqualTo(2);
        remember(taken.ledger(), 4);
    }

    /** The lease of one that has not been renewed, as soon as its time is over. */
    private static Lease takenBy(SharedLedger collector) {
        Optional<Lease> taken = Optional.empty();
        while (taken.isEmpty()) {
            collector.renew();
            taken = collector.leases().take(STREAM);
        }
        return taken.get();
    }

    @Test
    void aLeaseNobodyTookMayStillBeRenewedAndWrittenUnder() {
        SharedLedger one = collector("one", SHORT);
        Lease lease = lease(one);
        clock.advance(LONG);
        assertThat(lease.standing()).isEqualTo(Lease.Standing.DOUBTFUL);
        assertThat(lease.ledger().isHeld(STREAM)).isFalse();
        remember(lease.ledger(), 1);
        one.renew();
        assertThat(lease.standing()).isEqualTo(Lease.Standing.HELD);
        assertThat(lease.ledger().isHeld(STREAM)).isTrue();
    }

    @Test
    void aCommitOfWhichTheAnswerWasLostCountsOnceWhenItIsMadeAgain() throws Exception {
        Lease lease = lease(collector("one", LONG));
        remember(lease.ledger(), 1);
        execute("UPDATE rollcall.lease SET commits = commits + 1");
        assertThat(lease.ledger().commit(commit(2)))
                .as("taken for the one that was counted")
                .isEqualTo(CommitOutcome.DURABLE);
        assertThat(lease.ledger().keys(STREAM, SHELF).size()).isEqualTo(1);
        remember(lease.ledger(), 3);
        assertThat(lease.ledger().keys(STREAM, SHELF).size()).isEqualTo(2);
    }

    @Test
    void whatAnotherCollectorWroteMeanwhileIsNotTakenForOnesOwn() {
        SharedLedger one = collector("one", LONG);
        SharedLedger two = collector("two", LONG);
        Lease first = lease(one);
        place(first.ledger(), "a");
        first.giveBack();
        Lease second = takenBy(two);
        place(second.ledger(), "b");
        second.giveBack();
        Lease third = takenBy(one);
        place(third.ledger(), "a");
        assertThat(third.ledger().state(STREAM).orElseThrow().position()).contains("a");
    }

    private static void place(Ledger ledger, String position) {
        StreamState state = StreamState.beginningAt(NOW).withPosition(Optional.of(position));
        assertThat(ledger.commit(new Commit(STREAM, NOW, Map.of(), state, Testimony.NONE, Instant.EPOCH)))
                .isEqualTo(CommitOutcome.DURABLE);
    }

    @Test
    void aServerThatIsKilledAndComesBackCostsNothing() throws Exception {
        SharedLedger one = collector("one", LONG);
        Lease lease = lease(one);
        remember(lease.ledger(), 1);
        server.kill();
        try {
            assertThat(lease.ledger().commit(commit(2))).isEqualTo(CommitOutcome.UNCERTAIN);
            assertThat(lease.ledger().commit(commit(2))).isEqualTo(CommitOutcome.UNCERTAIN);
            assertThatThrownBy(() -> lease.ledger().keys(STREAM, SHELF))
                    .isInstanceOf(LedgerUnreachable.class)
                    .hasMessageContaining(address.toString())
                    .hasMessageNotContaining("\n");
            one.renew();
            assertThatThrownBy(() -> collector("late", LONG)).isInstanceOf(LedgerUnreachable.class);
        } finally {
            server.start();
        }
        remember(lease.ledger(), 2);
        assertThat(lease.ledger().keys(STREAM, SHELF).size()).isEqualTo(2);
        one.renew();
        assertThat(lease.standing()).isEqualTo(Lease.Standing.HELD);
        assertThat(told).filteredOn(it -> it.contains("answers again")).hasSize(1);
        assertThat(told.get(0)).contains("does not answer", "nothing is lost");
    }

    @Test
    void aConnectionThatTheServerHasClosedIsMadeAnew() throws Exception {
        Lease lease = lease(collector("one", LONG));
        remember(lease.ledger(), 1);
        execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
                + " AND pid <> pg_backend_pid()");
        assertThat(lease.ledger().keys(STREAM, SHELF).size()).isEqualTo(1);
        remember(lease.ledger(), 2);
    }

    @Test
    void nobodyWritesWithoutALease() {
        SharedLedger one = collector("one", LONG);
        assertThatThrownBy(() -> one.ledger().commit(commit(1)))
                .isInstanceOf(LedgerFailure.class)
                .hasMessageContaining("lease");
        Lease lease = lease(one);
        StreamId other = new StreamId("fake", "contoso", "others");
        assertThat(lease.ledger().isHeld(other)).isFalse();
        assertThatThrownBy(() -> lease.ledger()
                        .commit(new Commit(
                                other, NOW, Map.of(), StreamState.beginningAt(NOW), Testimony.NONE, Instant.EPOCH)))
                .hasMessageContaining("others");
    }

    @Test
    void packingWhileACollectorWritesLosesNothing() {
        Lease lease = lease(collector("one", LONG));
        for (int i = 0; i < 40; i++) {
            remember(lease.ledger(), i);
        }
        try (SharedView view = PostgresLedger.view(address)) {
            assertThat(view.ledger().keys(STREAM, SHELF).chunks()).hasSizeGreaterThan(1);
            view.ledger().compact();
            assertThat(view.ledger().keys(STREAM, SHELF).chunks()).hasSize(1);
            assertThat(view.ledger().verify()).isEmpty();
            assertThat(view.ledger().bytes()).isPositive();
            remember(lease.ledger(), 40);
            assertThat(view.ledger().keys(STREAM, SHELF).size()).isEqualTo(41);
            assertThat(view.ledger().keys(STREAM, SHELF).novelty(new EventKey(40, 40), 40))
                    .isEqualTo(Novelty.KNOWN);
        }
    }

    @Test
    void aDamagedChunkIsReportedAndNeverTakenForAnEmptyOne() throws Exception {
        Lease lease = lease(collector("one", LONG));
        remember(lease.ledger(), 1);
        execute("UPDATE rollcall.key_chunk SET packed = set_byte(packed, length(packed) - 1,"
                + " 255 - get_byte(packed, length(packed) - 1))");
        try (SharedView view = PostgresLedger.view(address)) {
            assertThat(view.ledger().verify()).singleElement().asString().contains("does not match its checksum");
        }
        assertThatThrownBy(() -> lease.ledger().keys(STREAM, SHELF))
                .isInstanceOf(LedgerFailure.class)
                .isNotInstanceOf(LedgerUnreachable.class);
        assertThatThrownBy(() -> remember(lease.ledger(), 2))
                .as("a commit that has to merge it")
                .isInstanceOf(LedgerFailure.class);
    }

    @Test
    void aViewShowsWhoHasWhatAndChangesNothing() {
        assertThatThrownBy(() -> PostgresLedger.view(address))
                .isInstanceOf(LedgerFailure.class)
                .hasMessageContaining("there is none in this database yet");
        SharedLedger member = PostgresLedger.open(
                address, new Participation("member", Set.of(STREAM.toString()), LONG, false), clock, told::add);
        opened.add(member);
        Lease lease = lease(member);
        try (SharedView view = PostgresLedger.view(address)) {
            assertThat(view.instances()).extracting(Instance::name).containsExactly("member");
            assertThat(view.instances()).extracting(Instance::wanted).containsExactly(Set.of(STREAM.toString()));
            Holding holding = view.holdings().get(0);
            assertThat(holding.owner()).contains("member");
            assertThat(holding.isFree()).isFalse();
            assertThat(holding.left()).isBetween(Duration.ofMinutes(30), LONG);
            assertThatThrownBy(() -> view.ledger().commit(commit(1))).isInstanceOf(LedgerFailure.class);
            lease.giveBack();
            member.close();
            assertThat(view.instances()).isEmpty();
        }
    }

    @Test
    void aLedgerOfEveryEarlierVersionIsBroughtForward() throws Exception {
        for (int version = 0; version <= Schema.LEDGER.versions().size(); version++) {
            address = server.newDatabase();
            makeVersion(version);
            SharedLedger one = collector("one", LONG);
            Lease lease = lease(one);
            Optional<StreamState> state = lease.ledger().state(STREAM);
            assertThat(state.isPresent()).as("version %s", version).isEqualTo(version > 0);
            assertThat(lease.ledger().keys(STREAM, SHELF).size()).isEqualTo(version > 0 ? 1 : 0);
            remember(lease.ledger(), 2);
            place(lease.ledger(), "x");
        }
    }

    private void makeVersion(int version) throws SQLException {
        if (version == 0) {
            return;
        }
        Schema earlier = new Schema("ledger", Schema.LEDGER.versions().subList(0, version));
        try (Connection connection = DriverManager.getConnection(address.url(), address.properties())) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("CREATE SCHEMA rollcall");
                statement.execute("CREATE TABLE schema_version (part TEXT PRIMARY KEY, version INTEGER NOT NULL)");
                earlier.migrate(connection, Dialect.POSTGRESQL);
                statement.execute(
                        "INSERT INTO stream (name, since, fetched, events, revisions, repeats, dead_letters, pages,"
                                + " sweeps, lateness_lower, lateness_upper, committed_at) SELECT '" + STREAM
                                + "', 5, 0, 0, 0, 0, 0, 0, 0, zeros, zeros, 7 FROM (SELECT '"
                                + String.join(
                                        " ",
                                        java.util.Collections.nCopies(
                                                StreamState.beginningAt(NOW)
                                                        .lateness()
                                                        .lower()
                                                        .size(),
                                                "0"))
                                + "' AS zeros) AS counts");
            }
            try (var insert = connection.prepareStatement(
                    "INSERT INTO key_chunk (stream, space, bucket, entries, added_at, packed) SELECT id, ?, ?, 1, 1, ? FROM stream")) {
                insert.setString(1, SHELF.space().name());
                insert.setLong(2, SHELF.bucket().number());
                insert.setBytes(3, chunk(1).encode());
                insert.executeUpdate();
            }
            connection.commit();
        }
    }

    @Test
    void aLedgerOfANewerVersionIsLeftAlone() throws Exception {
        collector("one", LONG);
        execute("UPDATE rollcall.schema_version SET version = 99 WHERE part = 'ledger'");
        assertThatThrownBy(() -> collector("two", LONG))
                .isInstanceOf(LedgerFailure.class)
                .hasMessageContaining("newer version of Rollcall (schema 99")
                .hasMessageEndingWith("use that version.");
    }

    @Test
    void aWrongPasswordIsSaidToBeSoAndIsNotInTheMessage() {
        address = new PostgresAddress(
                address.hosts(), address.database(), address.user(), Optional.of("hunter2"), false, Optional.empty());
        assertThatThrownBy(() -> collector("one", LONG))
                .isInstanceOf(LedgerFailure.class)
                .isNotInstanceOf(LedgerUnreachable.class)
                .hasMessageContaining("password")
                .hasMessageNotContaining("hunter2");
        assertThat(address.toString()).doesNotContain("hunter2");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(address.url(), address.properties());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Commit commit(long number) {
        return new Commit(
                STREAM, NOW, Map.of(SHELF, chunk(number)), StreamState.beginningAt(NOW), Testimony.NONE, Instant.EPOCH);
    }
}
