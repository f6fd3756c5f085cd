package io.rollcall.ledger;

import io.rollcall.engine.ledger.LedgerFailure;
import java.nio.file.Files;
import java.nio.file.Path;

/** Ledgers in SQLite files, one in each. One process writes to a ledger; any number may read meanwhile. */
public final class SqliteLedger {

    private SqliteLedger() {}

    /**
     * Opens a ledger for writing, making the file if there is none.
     *
     * @throws LedgerFailure if it cannot be opened, is damaged, or is in use by another process
     */
    public static StoredLedger open(Path file) {
        return new StoredLedger(SqliteDatabase.open(file));
    }

    /**
     * Opens a ledger for reading, while another process may be writing to it. A commit through it fails.
     *
     * @throws LedgerFailure if there is none, or it cannot be read
     */
    public static StoredLedger view(Path file) {
        requireThere(file);
        return new StoredLedger(SqliteDatabase.view(file));
    }

    /**
     * Opens a ledger for writing that is there.
     *
     * @throws LedgerFailure if there is none, or it cannot be opened, is damaged, or is in use by another process
     */
    public static StoredLedger openThere(Path file) {
        requireThere(file);
        return open(file);
    }

    private static void requireThere(Path file) {
        if (!Files.exists(file)) {
            throw new LedgerFailure("There is no ledger " + file + ". It is made by the first 'rollcall run'.");
        }
    }

    /** Whether another process is writing to a ledger. Not to be asked by one that may be: to ask would cost it the lock. */
    public static boolean isInUse(Path file) {
        return Files.exists(file) && WriterLock.isHeld(file);
    }
}
