package io.rollcall.app.config;

import io.rollcall.ledger.PostgresAddress;
import io.rollcall.ledger.PostgresLedger;
import io.rollcall.ledger.SharedView;
import io.rollcall.ledger.SqliteLedger;
import io.rollcall.ledger.StoredLedger;
import io.rollcall.options.InvalidDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Where a ledger is. */
public sealed interface LedgerPlace {

    /** The case of this place, handled exhaustively. */
    <T> T fold(Cases<T> cases);

    /** What to do in each case. */
    interface Cases<T> {
        T embedded(Embedded place);

        T shared(Shared place);
    }

    /**
     * The ledger a person names.
     *
     * @param named a ledger's file, or a configuration, which says where its ledger is
     */
    static LedgerPlace named(Path named) throws IOException, InvalidDocument {
        return named.toString().matches(".*\\.ya?ml")
                ? Configuration.load(named).ledger()
                : new Embedded(named);
    }

    /** Opens it for reading. */
    StoredLedger view();

    /** Whether a ledger may be there. */
    boolean mayExist();

    /** Whether a collector is using it. Not to be asked by one that may be. */
    boolean isInUse();

    /** A file or folder of this machine that goes with the ledger. */
    Path beside(String suffix);

    /** In a file of this machine, which one collector uses. */
    record Embedded(Path file) implements LedgerPlace {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.embedded(this);
        }

        @Override
        public StoredLedger view() {
            return SqliteLedger.view(file);
        }

        @Override
        public boolean mayExist() {
            return Files.exists(file);
        }

        @Override
        public boolean isInUse() {
            return SqliteLedger.isInUse(file);
        }

        @Override
        public Path beside(String suffix) {
            return file.resolveSibling(file.getFileName() + suffix);
        }

        @Override
        public String toString() {
            return file.toString();
        }
    }

    /**
     * In PostgreSQL, where several collectors may share it.
     *
     * @param instance this collector's name for people
     * @param takeover within this time after a collector has died another one goes on
     * @param folder for what belongs to this machine alone
     */
    record Shared(PostgresAddress address, String instance, Duration takeover, Path folder) implements LedgerPlace {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.shared(this);
        }

        @Override
        public StoredLedger view() {
            return look().ledger();
        }

        /** Opens it for reading, and for seeing who has what. */
        public SharedView look() {
            return PostgresLedger.view(address);
        }

        @Override
        public boolean mayExist() {
            return true;
        }

        @Override
        public boolean isInUse() {
            try (SharedView view = look()) {
                return !view.instances().isEmpty();
            }
        }

        @Override
        public Path beside(String suffix) {
            return folder.resolve("rollcall" + suffix);
        }

        @Override
        public String toString() {
            return address.toString();
        }
    }
}
