package io.rollcall.sinks.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** What went wrong with a file, and what to check, in a sentence for the user. */
public final class FileTrouble {

    private FileTrouble() {}

    public static String of(String what, Path file, IOException cause) {
        return file + ": " + what + ": " + cause(cause) + hint(file, cause);
    }

    /** The cause in a few words. */
    public static String cause(IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return "no such file or directory";
        }
        if (cause instanceof AccessDeniedException) {
            return "permission denied";
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    private static String hint(Path file, IOException cause) {
        String text = String.valueOf(cause.getMessage());
        if (cause instanceof NoSuchFileException) {
            return ". Check that the directory " + file.getParent() + " exists";
        }
        if (cause instanceof AccessDeniedException || text.contains("Permission denied")) {
            return ". Check that the user Rollcall runs as may write to " + file.getParent();
        }
        if (text.contains("No space left") || text.contains("quota") || text.contains("File too large")) {
            return ". Free some space on the file system of " + file.getParent()
                    + ", or raise the limit; nothing of the batch stays in the file";
        }
        return ". Check the file system of " + file.getParent();
    }
}
