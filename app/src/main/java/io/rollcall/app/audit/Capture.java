package io.rollcall.app.audit;

import io.rollcall.app.text.Json;
import io.rollcall.sinks.file.Directories;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a roll call has read from an API or a SIEM, in a folder of its own for its owner alone. It is kept as long as it is not whole, so
 * that the same command goes on from there, and deleted when the roll call has been taken.
 *
 * @param folder of nothing but this
 */
public record Capture(Path folder) {

    private static final String PREFIX = "rollcall-taken-";
    private static final int NAME_BYTES = 8;

    /**
     * The capture of a reading.
     *
     * @param work where its folder lies
     * @param reading everything that makes it this reading and no other
     * @param goesOn whether what is there of an earlier try is used; else it is deleted
     */
    static Capture of(Path work, List<String> reading, boolean goesOn) throws IOException {
        Capture capture = new Capture(work.resolve(PREFIX + hash(reading)));
        if (!goesOn) {
            capture.discard();
        }
        Directories.createFolderPrivately(capture.folder);
        return capture;
    }

    private static String hash(List<String> reading) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] hash = digest.digest(Json.write(reading).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, NAME_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The file with the records, a line each. */
    Path events() {
        return folder.resolve("events.ndjson");
    }

    /** Where it is kept how far the reading has come. */
    Path progress() {
        return folder.resolve("progress");
    }

    /** Whether all has been read. */
    boolean isWhole() {
        return Files.exists(mark());
    }

    /** Notes that all has been read. */
    void whole() throws IOException {
        Files.createFile(mark());
    }

    private Path mark() {
        return folder.resolve("whole");
    }

    /** Deletes it. */
    void discard() throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
