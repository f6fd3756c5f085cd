package io.rollcall.verify.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What Java processes wrote of their heaps before they ended, however they ended. */
record HeapLog(Path directory) {

    private static final Pattern USED = Pattern.compile("(\\d+)M->\\d+M\\(\\d+M\\)");

    /** The option that makes a Java process write such a log. */
    String javaOption() {
        return "-Xlog:gc:file=" + directory.resolve("heap-%p.log");
    }

    /** The most any heap held before a collection, in megabytes; 0 if none was collected. */
    int most() throws IOException {
        int most = 0;
        for (Path log : logs()) {
            Matcher used = USED.matcher(Files.readString(log));
            while (used.find()) {
                most = Math.max(most, Integer.parseInt(used.group(1)));
            }
        }
        return most;
    }

    private List<Path> logs() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().startsWith("heap-"))
                    .toList();
        }
    }
}
