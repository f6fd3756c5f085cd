package io.rollcall.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders of a measurement. */
public final class Folders {

    private Folders() {}

    /** Bytes of all files below. */
    public static long bytes(Path folder) throws IOException {
        long bytes = 0;
        for (Path file : below(folder)) {
            bytes += Files.isRegularFile(file) ? Files.size(file) : 0;
        }
        return bytes;
    }

    public static void delete(Path folder) throws IOException {
        for (Path file : below(folder)) {
            Files.delete(file);
        }
    }

    private static List<Path> below(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.sorted(Comparator.reverseOrder()).toList();
        }
    }
}
