package io.rollcall.ledger;

import io.rollcall.engine.ledger.LedgerFailure;
import java.nio.file.Path;
import java.sql.SQLException;

/** What went wrong with a ledger, and what to do, in sentences for the user. */
final class LedgerTrouble {

    /** SQLite's primary result codes (sqlite.org/rescode.html). */
    private static final int PERMISSION = 3;

    private static final int BUSY = 5;
    private static final int READ_ONLY = 8;
    private static final int CORRUPT = 11;
    private static final int FULL = 13;
    private static final int CANNOT_OPEN = 14;
    private static final int NO_DATABASE = 26;

    private LedgerTrouble() {}

    /** @param what what could not be done, such as "cannot be opened" */
    static LedgerFailure of(Path file, String what, Exception cause) {
        String trouble = "The ledger " + file + " " + what + ": " + words(cause) + ".";
        return new LedgerFailure(cause instanceof SchemaMismatch ? trouble : trouble + " " + advice(cause), cause);
    }

    private static String words(Exception cause) {
        Throwable deepest = cause;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        String said = String.valueOf(cause.getMessage());
        String reason = String.valueOf(deepest.getMessage());
        return said.contains(reason) ? said : said + " (" + reason + ")";
    }

    private static String advice(Exception cause) {
        if (!(cause instanceof SQLException trouble)) {
            return damaged();
        }
        return switch (trouble.getErrorCode()) {
            case PERMISSION, READ_ONLY, CANNOT_OPEN ->
                "Check that the user Rollcall runs as may read and write the file"
                        + " and its directory; SQLite needs both, also to look only.";
            case BUSY -> "Another program holds it; close that one.";
            case CORRUPT -> damaged();
            case NO_DATABASE -> "If this is not the ledger, give its path; if it is, it is damaged: " + damaged();
            case FULL -> "Free some space on its disk. Nothing that was delivered has been forgotten.";
            default ->
                "Check that its disk and the directory for temporary files (java.io.tmpdir) have room, and that the"
                        + " file is writable. Nothing that was delivered has been forgotten.";
        };
    }

    private static String damaged() {
        return "Put a copy in its place; or move it away and set initial_lookback to how far back a new one is to begin:"
                + " what the API still shows from then on is delivered once more.";
    }
}
