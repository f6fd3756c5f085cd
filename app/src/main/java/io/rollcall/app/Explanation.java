package io.rollcall.app;

import io.rollcall.engine.ledger.LedgerFailure;
import io.rollcall.engine.sink.SinkUnreachable;
import io.rollcall.options.InvalidDocument;
import java.io.IOException;

/**
 * What to tell the user about a failure, and the exit code that goes with it.
 *
 * @param text for a person
 * @param exitCode 2 for a mistake in what the user wrote, 3 for the world around us, 70 for a bug
 */
record Explanation(String text, int exitCode) {

    static final int USAGE = 2;
    static final int UNAVAILABLE = 3;
    static final int BUG = 70;

    static Explanation of(Exception exception) {
        String message = String.valueOf(exception.getMessage());
        if (exception instanceof InvalidDocument) {
            return new Explanation("the configuration has mistakes:\n" + message, USAGE);
        }
        if (exception instanceof LedgerFailure || exception instanceof SinkUnreachable) {
            return new Explanation(message, UNAVAILABLE);
        }
        if (exception instanceof IOException) {
            return new Explanation(exception.getClass().getSimpleName() + ": " + message, UNAVAILABLE);
        }
        return new Explanation("a bug, please report it: " + exception, BUG);
    }
}
