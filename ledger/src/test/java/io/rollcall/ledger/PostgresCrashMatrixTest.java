package io.rollcall.ledger;

import io.rollcall.engine.ledger.Ledger;
import io.rollcall.engine.time.ManualClock;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/** Crashes with a ledger in PostgreSQL: each time another collector goes on. */
@ExtendWith(SharedServer.class)
@Tag("slow")
@Tag("server")
final class PostgresCrashMatrixTest extends CrashMatrix {

    private PostgresAddress address;
    private String last = "";
    private int collectors;
    private Optional<SharedLedger> opened = Optional.empty();

    @BeforeEach
    void makeDatabase(PostgresServer server) throws SQLException {
        address = server.newDatabase();
    }

    @AfterEach
    void close() {
        opened.ifPresent(SharedLedger::close);
    }

    @Override
    Ledger open(String name) {
        close();
        if (!name.equals(last)) {
            empty();
            last = name;
        }
        collectors++;
        SharedLedger shared = PostgresLedger.open(
                address,
                new Participation("c" + collectors, Set.of(STREAM.toString()), Duration.ofHours(1), true),
                new ManualClock(Instant.EPOCH),
                told -> {});
        opened = Optional.of(shared);
        return shared.leases().take(STREAM).orElseThrow().ledger();
    }

    private void empty() {
        try (Connection connection = DriverManager.getConnection(address.url(), address.properties());
                Statement statement = connection.createStatement()) {
            statement.execute("DROP SCHEMA IF EXISTS rollcall CASCADE");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    List<Integer> pagesTogether() {
        return List.of(3);
    }
}
