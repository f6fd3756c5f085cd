package io.rollcall.ledger;

import io.rollcall.engine.ledger.LedgerFailure;
import io.rollcall.engine.ledger.LedgerUnreachable;
import java.sql.SQLException;
import java.util.Set;

/**
 * What went wrong with PostgreSQL, by the codes it gives (postgresql.org/docs/current/errcodes-appendix.html), in sentences for the
 * user.
 */
final class PostgresTrouble {

    /** Connection, resources (also a full disk), an operator's intervention (also a restart), the system below it. */
    private static final Set<String> PASSING_CLASSES = Set.of("08", "40", "53", "57", "58");

    /** Idle in a transaction for too long, a server that only reads at present, a lock waited for too long. */
    private static final Set<String> PASSING = Set.of("25P03", "25006", "55P03");

    /** Serialization failure and deadlock. */
    private static final Set<String> CONFLICTS = Set.of("40001", "40P01");

    /** What the driver adds to each refused connection; ours says it too. */
    private static final String DRIVERS_ADVICE =
            "Check that the hostname and port are correct and that the postmaster is accepting TCP/IP connections.";

    private PostgresTrouble() {}

    /** Whether the same may well succeed later. */
    static boolean isPassing(SQLException trouble) {
        String state = state(trouble);
        return PASSING.contains(state) || (state.length() > 1 && PASSING_CLASSES.contains(state.substring(0, 2)));
    }

    /** Whether other transactions were in the way, and it was undone. */
    static boolean isConflict(SQLException trouble) {
        return CONFLICTS.contains(state(trouble));
    }

    private static String state(SQLException trouble) {
        return String.valueOf(trouble.getSQLState());
    }

    /** @param what what could not be done, such as "cannot be opened" */
    static LedgerFailure of(PostgresAddress address, String what, Exception cause) {
        String trouble = "The ledger " + address + " " + what + ": " + words(cause);
        if (cause instanceof SQLException sql && isPassing(sql)) {
            return new LedgerUnreachable(trouble + ". Check that the server runs and can be reached from here.", cause);
        }
        return new LedgerFailure(
                cause instanceof SchemaMismatch ? trouble + "." : trouble + ". " + advice(cause), cause);
    }

    /** What PostgreSQL or its driver says, on one line. */
    static String words(Exception cause) {
        return String.valueOf(cause.getMessage())
                .replace(DRIVERS_ADVICE, "")
                .strip()
                .replaceAll("\\.?\\s*\\R\\s*", ", ")
                .replaceAll("\\.$", "");
    }

    private static String advice(Exception cause) {
        if (!(cause instanceof SQLException sql)) {
            return "What it holds is damaged: restore it from a copy; or give a new database, and set initial_lookback to how far back"
                    + " that is to begin: what the API still shows from then on is delivered once more.";
        }
        return switch (state(sql)) {
            case "28P01", "28000" -> "Check 'user' and 'password' under 'postgresql', and the server's pg_hba.conf.";
            case "3D000" -> "Make the database first: CREATE DATABASE … OWNER … .";
            case "42501" -> "Its user needs the right to create in the database, or the schema 'rollcall' for its own.";
            default -> "Nothing that was delivered has been forgotten.";
        };
    }
}
