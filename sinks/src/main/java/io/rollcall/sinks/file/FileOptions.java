package io.rollcall.sinks.file;

import io.rollcall.options.Section;
import io.rollcall.options.Types;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Where the file is and how it is kept.
 *
 * @param path the file written to
 * @param rotateBytes a batch that would make the file larger than this begins a new one
 * @param rotateEvery a new file begins at each multiple of this since 1970 in UTC; empty for never
 * @param keepFiles how many rotated files are kept, the newest; empty for all
 * @param gzip whether rotated files are compressed
 * @param fsync whether a receipt waits until the disk has the batch
 */
public record FileOptions(
        Path path,
        long rotateBytes,
        Optional<Duration> rotateEvery,
        Optional<Integer> keepFiles,
        boolean gzip,
        boolean fsync) {

    private static final long DEFAULT_ROTATE_BYTES = 100L << 20;

    public FileOptions {
        if (rotateBytes < 1) {
            throw new IllegalArgumentException("rotateBytes must be at least 1: " + rotateBytes);
        }
        if (rotateEvery.isPresent() && rotateEvery.get().toMillis() < 1) {
            throw new IllegalArgumentException("rotateEvery must be at least a millisecond: " + rotateEvery.get());
        }
    }

    /** The defaults for a path. */
    public static FileOptions at(Path path) {
        return new FileOptions(path, DEFAULT_ROTATE_BYTES, Optional.empty(), Optional.empty(), false, true);
    }

    /** Reads the options out of the mapping of a sink. */
    public static FileOptions read(Section section) {
        Path path = section.required(
                "path",
                Types.PATH,
                "The file to write to. Its directory must exist.",
                Path.of("/var/log/rollcall/events.ndjson"));
        long rotateBytes = section.optional(
                "rotate_bytes",
                Types.BYTES,
                DEFAULT_ROTATE_BYTES,
                "A batch that would make the file larger than this begins a new one.");
        if (rotateBytes < 1) {
            section.problem("rotate_bytes", "must be at least 1");
        }
        Optional<Duration> rotateEvery = section.maybe(
                "rotate_every",
                Types.DURATION,
                "A new file begins at each multiple of this duration in UTC: 1d at midnight, 1h at the full hour.",
                Duration.ofDays(1));
        if (rotateEvery.isPresent() && rotateEvery.get().toMillis() < 1) {
            section.problem("rotate_every", "must be at least 1ms");
        }
        return new FileOptions(
                path,
                Math.max(1, rotateBytes),
                rotateEvery.filter(every -> every.toMillis() > 0),
                section.maybe(
                        "keep_files",
                        Types.integer(1, 1_000_000),
                        "How many rotated files are kept; older ones are deleted. All are kept if left out.",
                        30),
                section.optional("gzip", Types.FLAG, false, "Whether rotated files are compressed."),
                section.optional(
                        "fsync",
                        Types.FLAG,
                        true,
                        "Whether a batch counts as accepted only when the disk has it, so that it survives a power cut."));
    }

    /** What a receipt means with these options. */
    public String promise() {
        return fsync
                ? "accepted means the batch is in the file and the disk has confirmed it (fsync);"
                        + " after a crash the pages in flight may be repeated"
                : "accepted means the operating system has the batch (fsync is off): it survives a crash of Rollcall,"
                        + " but not a power cut; after a crash the pages in flight may be repeated";
    }
}
