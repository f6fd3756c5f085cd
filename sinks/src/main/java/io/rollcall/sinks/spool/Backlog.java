package io.rollcall.sinks.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a spool holds for a sink, seen from outside: also while a collector uses the spool.
 *
 * @param sink its name
 * @param bytes it has not accepted
 */
public record Backlog(String sink, long bytes) {

    /** Of all sinks a spool knows; none if there is no spool in the folder. */
    public static List<Backlog> in(Path path) throws IOException {
        SpoolFolder folder = new SpoolFolder(path);
        if (!Files.isDirectory(path)) {
            return List.of();
        }
        TreeMap<Long, Long> sizes = new TreeMap<>();
        for (long number : Segment.numbersIn(path)) {
            Path file = folder.segment(number).file();
            if (Files.exists(file)) {
                sizes.put(number, Files.size(file));
            }
        }
        List<Backlog> backlogs = new ArrayList<>();
        for (String name : folder.knownSinks()) {
            Optional<Position> position = folder.positionFile(name).read();
            position.ifPresent(known -> backlogs.add(new Backlog(name, Math.max(0, folder.behind(known, sizes)))));
        }
        return backlogs;
    }
}
