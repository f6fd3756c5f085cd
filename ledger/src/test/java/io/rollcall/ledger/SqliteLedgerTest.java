package io.rollcall.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.engine.event.EventKey;
import io.rollcall.engine.ledger.KeySpace;
import io.rollcall.engine.ledger.Ledger;
import io.rollcall.engine.ledger.LedgerFailure;
import io.rollcall.engine.ledger.Shelf;
import io.rollcall.engine.memory.BucketKeys;
import io.rollcall.engine.memory.KeyChunk;
import io.rollcall.engine.memory.Novelty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteLedgerTest extends LedgerContract {

    @TempDir(factory = InMemory.class)
    Path directory;

    private Optional<StoredLedger> opened = Optional.empty();

    @Override
    Ledger reopened() {
        close();
        StoredLedger ledger = SqliteLedger.open(directory.resolve("contract.db"));
        opened = Optional.of(ledger);
        return ledger;
    }

    @AfterEach
    void close() {
        opened.ifPresent(StoredLedger::close);
    }

    @Test
    void aLedgerOfAnEarlierVersionIsBroughtForward() throws SQLException {
        Path file = directory.resolve("old.db");
        try (StoredLedger ledger = SqliteLedger.open(file)) {
            remember(ledger, 1);
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String table : List.of("position", "attestation", "loss", "drift", "self_audit", "reopened")) {
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
}
