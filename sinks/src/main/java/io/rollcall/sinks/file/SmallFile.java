package io.rollcall.sinks.file;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * Files, readable for their owner only, that are replaced as a whole: a crash leaves the old one or the new one, and beside it perhaps
 * one that is unfinished and that nobody need mind.
 */
public final class SmallFile {

    private static final String UNFINISHED = ".next";

    private SmallFile() {}

    /** Replaces or makes a file; it is on the disk when this returns. A thread that is asked to stop writes it all the same. */
    public static void replace(Path file, String content) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + UNFINISHED);
        Directories.createPrivately(next);
        try (RandomAccessFile target = new RandomAccessFile(next.toFile(), "rw")) {
            target.setLength(0);
            target.write(content.getBytes(StandardCharsets.UTF_8));
            target.getFD().sync();
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Directories.sync(Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file));
    }

    /** Whether a file is one whose writing was cut short. */
    public static boolean isUnfinished(Path file) {
        return file.toString().endsWith(UNFINISHED);
    }
}
