package io.rollcall.verify.crash;

import io.rollcall.engine.time.Clock;
import io.rollcall.ledger.PostgresAddress;
import io.rollcall.ledger.PostgresServer;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a trial collects: where the ledger is, how many collectors share it, and how many sinks they have. */
interface Scene extends AutoCloseable {

    /** Names of the collectors, each with a configuration of its own. */
    List<String> collectors();

    /** Lines of a collector's configuration that say where the ledger is. */
    String ledger(String collector);

    /** How many sinks; several are fed from a spool. */
    int sinks();

    /** Variables the collectors need. */
    Map<String, String> secrets();

    /** The server of the ledger, which can be killed; empty if it is a file. */
    Optional<PostgresServer> server();

    @Override
    void close() throws IOException;

    /** One collector with a ledger in a file, which delivers to two sinks through the spool. */
    record Alone() implements Scene {
        @Override
        public List<String> collectors() {
            return List.of("alone");
        }

        @Override
        public String ledger(String collector) {
            return "ledger: ledger.db\n";
        }

        @Override
        public int sinks() {
            return 2;
        }

        @Override
        public Map<String, String> secrets() {
            return Map.of();
        }

        @Override
        public Optional<PostgresServer> server() {
            return Optional.empty();
        }

        @Override
        public void close() {}
    }

    /** Two collectors that share a ledger in PostgreSQL. */
    record Shared(PostgresServer postgres, PostgresAddress address, Duration takeover) implements Scene {

        private static final Duration TAKEOVER = Duration.ofSeconds(6);

        static Shared start(Clock clock) throws IOException, InterruptedException, SQLException {
            PostgresServer server = PostgresServer.start(clock);
            return new Shared(server, server.newDatabase(), TAKEOVER);
        }

        @Override
        public List<String> collectors() {
            return List.of("one", "two");
        }

        @Override
        public String ledger(String collector) {
            return "ledger: " + address + "\npostgresql: {user: " + address.user()
                    + ", password: '${env:LEDGER_PASSWORD}', tls: false, takeover: " + takeover.toSeconds()
                    + "s, instance: " + collector + "}\n";
        }

        @Override
        public int sinks() {
            return 1;
        }

        @Override
        public Map<String, String> secrets() {
            return Map.of("LEDGER_PASSWORD", address.password().orElse(""));
        }

        @Override
        public Optional<PostgresServer> server() {
            return Optional.of(postgres);
        }

        @Override
        public void close() throws IOException {
            postgres.close();
        }
    }
}
