package io.rollcall.sinks.spool;

import io.rollcall.options.Section;
import io.rollcall.options.Types;
import java.nio.file.Path;

/**
 * Where the spool is and how large it may become.
 *
 * @param path its folder
 * @param maxBytes of all its files; beyond that nothing more is fetched until a sink has taken something
 */
public record SpoolOptions(Path path, long maxBytes) {

    private static final long DEFAULT_MAX_BYTES = 10L << 30;
    private static final long MIN_BYTES = 16L << 20;

    public SpoolOptions {
        if (maxBytes < 1) {
            throw new IllegalArgumentException("a spool holds something: " + maxBytes);
        }
    }

    /** The default size in a folder. */
    public static SpoolOptions in(Path path) {
        return new SpoolOptions(path, DEFAULT_MAX_BYTES);
    }

    /**
     * Reads its mapping.
     *
     * @param usual its folder unless the mapping names one
     */
    public static SpoolOptions read(Section section, Path usual) {
        Path path = section.optional(
                "path", Types.PATH, usual, "Its folder, which nothing else may use. On a disk that survives a crash.");
        long maxBytes = section.optional(
                "max_bytes",
                Types.BYTES,
                DEFAULT_MAX_BYTES,
                "How large it may become. When it is full, nothing more is fetched until the sink that is behind has taken"
                        + " something.");
        if (maxBytes < MIN_BYTES) {
            section.problem("max_bytes", "must be 16 MiB or more: a batch of events has to fit in several times");
            return in(path);
        }
        return new SpoolOptions(path, maxBytes);
    }
}
