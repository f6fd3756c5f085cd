package io.rollcall.verify.crash;

import io.rollcall.verify.balance.Received;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Something events are delivered to, and what of them is there.
 *
 * @param name of the sink
 * @param options of the sink, a line each
 * @param keepsOnce whether an event is there once however often it is sent
 */
record Target(String name, List<String> options, boolean keepsOnce, Copy copy) {

    /** The reader of all that has arrived. */
    interface Copy {
        Received read() throws Exception;
    }

    Target {
        options = List.copyOf(options);
    }

    /** A file of this machine. */
    static Target file(String name, Path path) {
        return new Target(name, List.of("kind: file", "path: " + path, "fsync: false"), false, () -> {
            Received received = new Received();
            Files.readAllLines(path).forEach(received::add);
            return received;
        });
    }
}
