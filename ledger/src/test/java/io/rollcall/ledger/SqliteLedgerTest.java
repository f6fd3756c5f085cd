package io.rollcall.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.engine.drift.Lateness;
import io.rollcall.engine.drift.Shortfall;
import io.rollcall.engine.event.EventKey;
import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.event.Window;
import io.rollcall.engine.ledger.Attestation;
import io.rollcall.engine.ledger.Commit;
import io.rollcall.engine.ledger.Counters;
import io.rollcall.engine.ledger.KeySpace;
import io.rollcall.engine.ledger.LedgerFailure;
import io.rollcall.engine.ledger.Level;
import io.rollcall.engine.ledger.Loss;
import io.rollcall.engine.ledger.OpenNotice;
import io.rollcall.engine.ledger.Quarantined;
import io.rollcall.engine.ledger.Shelf;
import io.rollcall.engine.ledger.StreamState;
import io.rollcall.engine.ledger.Testimony;
import io.rollcall.engine.ledger.Unreadable;
import io.rollcall.engine.memory.Bucket;
import io.rollcall.engine.memory.BucketKeys;
import io.rollcall.engine.memory.KeyChunk;
import io.rollcall.engine.memory.KeyDigest;
import io.rollcall.engine.memory.Novelty;
import io.rollcall.engine.plan.Coverage;
import io.rollcall.engine.source.Item;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteLedgerTest {

    private static final StreamId STREAM = new StreamId("fake", "contoso", "events");
    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00.123456789Z");
    private static final Shelf SHELF = new Shelf(KeySpace.EVENT, Bucket.of(NOW));

    @TempDir(factory = InMemory.class)
    Path directory;

    @Test
    void everyPartOfAStateComesBackAsItWas() {
        Window window = new Window(NOW, NOW.plusNanos(1));
        Item item = new Item(new EventKey(-1, 2), "blob", "https://x/y", NOW, Optional.of(NOW.plusSeconds(1)));
        Item timeless = new Item(new EventKey(3, -4), "other", "https://x/z", NOW, Optional.empty());
        StreamState state = StreamState.beginningAt(NOW)
                .withCoverage(Coverage.NONE.swept(window, NOW))
                .counting(new Counters(1, 2, 3, 4, 5, 6, 7))
                .withQuarantine(List.of(
                        new Quarantined(item, "why", NOW, 1, NOW.plusSeconds(2)),
                        new Quarantined(timeless, "because", NOW.plusNanos(1), 2, NOW)))
                .withUnreadable(List.of(new Unreadable(window, "bad", NOW, 3, NOW.plusSeconds(3))))
                .withNotices(List.of(new OpenNotice("throttled", "slow", NOW)))
                .withLateness(Lateness.NONE.with(List.of(new Lateness.Bounds(Duration.ZERO, Duration.ofHours(1)))));
        Path file = directory.resolve("a.db");
        try (StoredLedger ledger = SqliteLedger.open(file)) {
            ledger.commit(new Commit(STREAM, NOW, Map.of(), state, Testimony.NONE, NOW));
            ledger.commit(new Commit(STREAM, NOW, Map.of(), state, Testimony.NONE, NOW));
        }
        try (StoredLedger ledger = SqliteLedger.open(file)) {
            assertThat(ledger.state(STREAM)).contains(state);
        }
    }

    @Test
    void whatIsToBeKnownForGoodComesBackAsItWas() {
        Bucket hour = SHELF.bucket();
        Attestation read = new Attestation(
                hour,
                Level.FINAL,
                Optional.of(NOW),
                Optional.of(NOW.plusNanos(1)),
                new KeyDigest(7, new EventKey(-1, 5)),
                2,
                Optional.of(new Shortfall(0.25, 1.5)));
        Attestation unread = Attestation.unknown(hour.next());
        Loss loss = new Loss(NOW, "blob", "gone", NOW.plusSeconds(1));
        StreamState state = StreamState.beginningAt(NOW);
        try (StoredLedger ledger = SqliteLedger.open(directory.resolve("t.db"))) {
            assertThat(ledger.lastAttested(STREAM)).isEmpty();
            ledger.commit(
                    new Commit(STREAM, NOW, Map.of(), state, new Testimony(List.of(read, unread), List.of(loss)), NOW));
            ledger.commit(new Commit(STREAM, NOW, Map.of(SHELF, chunk(1)), state, Testimony.NONE, NOW));
            assertThat(ledger.attestations(STREAM, hour.window())).containsExactly(read);
            Window both = new Window(hour.window().from(), hour.next().window().to());
            assertThat(ledger.attestations(STREAM, both)).containsExactly(read, unread);
            assertThat(ledger.lastAttested(STREAM)).contains(hour.next());
            assertThat(ledger.losses(STREAM, hour.window())).containsExactly(loss);
            assertThat(ledger.losses(STREAM, hour.next().window())).isEmpty();
            assertThat(ledger.lastAddition(STREAM, SHELF)).contains(NOW);
            assertThat(ledger.lastAddition(STREAM, new Shelf(KeySpace.ITEM, hour)))
                    .isEmpty();
        }
    }

    @Test
    void aLedgerOfAnEarlierVersionIsBroughtForward() throws SQLException {
        Path file = directory.resolve("old.db");
        try (StoredLedger ledger = SqliteLedger.open(file)) {
            remember(ledger, 1);
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String table : List.of("position", "attestation", "loss", "drift")) {
                statement.execute("DROP TABLE " + table);
            }
            statement.execute("ALTER TABLE stream DROP COLUMN backfill");
            statement.execute("PRAGMA user_version = 1");
        }
        assertThatThrownBy(() -> SqliteLedger.view(file)).hasMessageContaining("brings an older one forward");
        try (StoredLedger ledger = SqliteLedger.open(file)) {
            assertThat(ledger.keys(STREAM, SHELF).size()).isEqualTo(1);
            assertThat(ledger.lastAttested(STREAM)).isEmpty();
            remember(ledger, 2);
        }
    }

    @Test
    void aPositionIsKeptUntilItIsMovedOrGivenUp() {
        Path file = directory.resolve("p.db");
        for (Optional<String> position : List.of(
                Optional.<String>empty(), Optional.of("\"c1\""), Optional.of("\"c2\""), Optional.<String>empty())) {
            try (StoredLedger ledger = SqliteLedger.open(file)) {
                Optional<Instant> backfill = position.map(unused -> NOW.minusSeconds(90));
                StreamState state =
                        StreamState.beginningAt(NOW).withPosition(position).withBackfill(backfill);
                ledger.commit(new Commit(STREAM, NOW, Map.of(), state, Testimony.NONE, NOW));
            }
            try (StoredLedger ledger = SqliteLedger.view(file)) {
                assertThat(ledger.state(STREAM).orElseThrow().position()).isEqualTo(position);
                assertThat(ledger.state(STREAM).orElseThrow().backfill())
                        .isEqualTo(position.map(unused -> NOW.minusSeconds(90)));
            }
        }
    }

    @Test
    void oneProcessWritesAndOthersMayRead() {
        Path file = directory.resolve("b.db");
        try (StoredLedger writer = SqliteLedger.open(file)) {
            assertThatThrownBy(() -> SqliteLedger.open(file))
                    .isInstanceOf(LedgerFailure.class)
                    .hasMessageContaining("in use by another rollcall");
            remember(writer, 1);
            try (StoredLedger reader = SqliteLedger.view(file)) {
                assertThat(reader.streams()).containsExactly(STREAM);
                remember(writer, 2);
                assertThat(reader.keys(STREAM, SHELF).size()).isEqualTo(2);
                assertThatThrownBy(() -> remember(reader, 3)).isInstanceOf(LedgerFailure.class);
            }
            remember(writer, 3);
        }
    }

    @Test
    void keysAreForgottenOnlyWhenTheirBucketIsOldAndNothingWasAddedToIt() {
        try (StoredLedger ledger = SqliteLedger.open(directory.resolve("c.db"))) {
            remember(ledger, 1);
            commit(ledger, Map.of(new Shelf(KeySpace.ITEM, SHELF.bucket()), chunk(9)), NOW, NOW.plusSeconds(1));
            assertThat(ledger.keys(STREAM, SHELF).size())
                    .as("the bucket has not ended")
                    .isEqualTo(1);
            Instant later = NOW.plus(Duration.ofDays(40));
            commit(ledger, Map.of(SHELF, chunk(2)), later, later.minusSeconds(1));
            assertThat(ledger.keys(STREAM, SHELF).size())
                    .as("something was just added")
                    .isEqualTo(2);
            commit(ledger, Map.of(new Shelf(KeySpace.EVENT, Bucket.of(later)), chunk(3)), later, later.plusSeconds(1));
            assertThat(ledger.keys(STREAM, SHELF).size()).isZero();
        }
    }

    @Test
    void packingLosesNothing() throws IOException {
        Path file = directory.resolve("d.db");
        try (StoredLedger ledger = SqliteLedger.open(file)) {
            List<KeyChunk.Entry> many = new ArrayList<>();
            for (int i = 0; i < 50_000; i++) {
                many.add(new KeyChunk.Entry(new EventKey(i, i), i));
            }
            commit(ledger, Map.of(SHELF, KeyChunk.of(many)), NOW, Instant.EPOCH);
            for (int i = 50_000; i < 50_100; i++) {
                remember(ledger, i);
            }
            assertThat(ledger.keys(STREAM, SHELF).chunks().size()).isBetween(2, 12);
            ledger.compact();
            assertThat(ledger.keys(STREAM, SHELF).chunks()).hasSize(1);
            assertThat(ledger.verify()).isEmpty();
            BucketKeys keys = ledger.keys(STREAM, SHELF);
            assertThat(IntStream.range(0, 50_100).filter(i -> keys.novelty(new EventKey(i, i), i) != Novelty.KNOWN))
                    .isEmpty();
        }
        assertThat(Files.size(file)).isLessThan(50_100 * 28);
    }

    @Test
    void aDamagedChunkIsReportedAndNeverTakenForAnEmptyOne() throws IOException {
        Path file = directory.resolve("e.db");
        try (StoredLedger ledger = SqliteLedger.open(file)) {
            remember(ledger, 0x1234567812345678L);
            ledger.compact();
        }
        byte[] bytes = Files.readAllBytes(file);
        for (int i = 0; i + 8 < bytes.length; i++) {
            if (bytes[i] == 0x12 && bytes[i + 1] == 0x34 && bytes[i + 2] == 0x56 && bytes[i + 3] == 0x78) {
                bytes[i] ^= 1;
            }
        }
        Files.write(file, bytes);
        try (StoredLedger ledger = SqliteLedger.open(file)) {
            assertThat(ledger.verify()).singleElement().asString().contains("does not match its checksum");
            assertThatThrownBy(() -> ledger.keys(STREAM, SHELF))
                    .isInstanceOf(LedgerFailure.class)
                    .hasMessageContaining("e.db");
            assertThatThrownBy(() -> remember(ledger, 2))
                    .as("a commit that has to merge it")
                    .isInstanceOf(LedgerFailure.class)
                    .hasMessageContaining("e.db");
            Shelf sound = new Shelf(KeySpace.ITEM, SHELF.bucket());
            commit(ledger, Map.of(sound, chunk(3)), NOW, Instant.EPOCH);
            assertThat(ledger.verify())
                    .as("the failed commit left nothing behind")
                    .hasSize(1);
        }
    }

    @Test
    void whatIsNoLedgerIsLeftAlone() throws IOException {
        Path file = Files.writeString(directory.resolve("f.db"), "not a database, but somebody's text of some length");
        assertThatThrownBy(() -> SqliteLedger.open(file))
                .isInstanceOf(LedgerFailure.class)
                .hasMessageContaining("f.db")
                .hasMessageContaining("give its path");
        assertThat(Files.readString(file)).startsWith("not a database");
        assertThatThrownBy(() -> SqliteLedger.view(directory.resolve("nothing.db")))
                .hasMessageContaining("There is no ledger");
    }

    @Test
    void aLedgerOfAnotherVersionIsNotCalledAFullDisk() throws Exception {
        Path file = directory.resolve("h.db");
        try (StoredLedger ledger = SqliteLedger.open(file)) {
            remember(ledger, 1);
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA user_version = 99");
        }
        assertThatThrownBy(() -> SqliteLedger.open(file))
                .isInstanceOf(LedgerFailure.class)
                .hasMessageContaining("h.db")
                .hasMessageContaining("newer version of Rollcall (schema 99")
                .hasMessageEndingWith("use that version.");
    }

    @Test
    void whatToDoAboutATornLedgerIsSaidAndNothingElse() throws IOException {
        Path file = directory.resolve("g.db");
        try (StoredLedger ledger = SqliteLedger.open(file)) {
            remember(ledger, 1);
        }
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(whole, whole.length - 4096));
        assertThatThrownBy(() -> SqliteLedger.view(file))
                .isInstanceOf(LedgerFailure.class)
                .hasMessageContaining("g.db")
                .hasMessageContaining("malformed")
                .hasMessageContaining("initial_lookback")
                .hasMessageNotContaining("Free some space");
    }

    private static void remember(StoredLedger ledger, long number) {
        commit(ledger, Map.of(SHELF, chunk(number)), NOW, Instant.EPOCH);
    }

    private static void commit(StoredLedger ledger, Map<Shelf, KeyChunk> keys, Instant at, Instant forgetBefore) {
        ledger.commit(new Commit(STREAM, at, keys, StreamState.beginningAt(NOW), Testimony.NONE, forgetBefore));
    }

    private static KeyChunk chunk(long number) {
        return KeyChunk.of(List.of(new KeyChunk.Entry(new EventKey(number, number), number)));
    }
}
