package io.rollcall.app.text;

import io.rollcall.engine.ledger.LedgerFailure;
import io.rollcall.engine.sink.SinkUnreachable;
import io.rollcall.options.InvalidDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/**
 * What to tell the user about a failure, and the exit code that goes with it.
 *
 * @param text for a person
 * @param exitCode 2 for a mistake in what the user wrote, 3 for the world around us, 70 for a bug
 */
public record Explanation(String text, int exitCode) {

    public static final int USAGE = 2;
    public static final int UNAVAILABLE = 3;
    static final int BUG = 70;

    public static Explanation of(Exception exception) {
        String message = String.valueOf(exception.getMessage());
        if (exception instanceof InvalidDocument) {
            return new Explanation("the configuration has mistakes:\n" + message, USAGE);
        }
        if (exception instanceof LedgerFailure
                || exception instanceof SinkUnreachable
                || exception instanceof UncheckedIOException) {
            return new Explanation(message, UNAVAILABLE);
        }
        if (exception instanceof IOException io) {
            return new Explanation(message(io), UNAVAILABLE);
        }
        return new Explanation("a bug, please report it: " + exception, BUG);
    }

    /** Trouble with a file or a connection, with the file's name if it is about one. */
    private static String message(IOException trouble) {
        return trouble instanceof FileSystemException about && about.getFile() != null
                ? about.getFile() + ": " + cause(trouble)
                : trouble.getClass().getSimpleName() + ": " + trouble.getMessage();
    }

    /** The cause of trouble with a file in a few words, without the file's name. */
    public static String cause(IOException trouble) {
        if (trouble instanceof NoSuchFileException) {
            return "no such file or directory";
        }
        if (trouble instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (trouble instanceof FileSystemException about && about.getReason() != null) {
            return about.getReason();
        }
        return String.valueOf(trouble.getMessage());
    }
}
