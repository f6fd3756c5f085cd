package io.rollcall.verify.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;

/** A file that says how wrong a collector's clock is, so that it can be set while the collector runs. */
record ClockFile(Path path) {

    /** Sets the clock wrong by a time, forward or back; a reader sees the old time or the new one. */
    void set(Duration wrong) throws IOException {
        Path next = path.resolveSibling(path.getFileName() + ".next");
        Files.writeString(next, wrong.toString());
        Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    Duration wrong() throws IOException {
        return Duration.parse(Files.readString(path));
    }
}
