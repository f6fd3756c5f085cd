package io.rollcall.sinks.spool;

import io.rollcall.engine.sink.SinkUnreachable;
import io.rollcall.sinks.file.Directories;
import io.rollcall.sinks.file.FileTrouble;
import io.rollcall.sinks.file.Ownership;
import io.rollcall.sinks.file.SmallFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The files of a spool: segments, and in a folder of their own the positions of the sinks. Knows nothing of what is going on. */
record SpoolFolder(Path path) {

    private static final String POSITIONS = "positions";

    /** Makes the folder if need be, and takes it into possession. */
    Ownership own() throws SinkUnreachable {
        try {
            Directories.createFolderPrivately(path);
            Directories.createFolderPrivately(path.resolve(POSITIONS));
        } catch (IOException e) {
            throw unusable(e);
        }
        return Ownership.of(path.resolve("spool"));
    }

    void disown(Ownership ownership) {
        try {
            ownership.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot release the spool in " + path, e);
        }
    }

    SinkUnreachable unusable(IOException cause) {
        return new SinkUnreachable(
                "The spool in " + path + " cannot be used: " + FileTrouble.cause(cause)
                        + ". Check that it is a folder on a disk with room, which this user may write to",
                cause);
    }

    /** The sizes of the segments, the last of which is cut after its last whole frame; makes the first one. */
    NavigableMap<Long, Long> sizes() throws IOException {
        NavigableMap<Long, Long> sizes = new TreeMap<>();
        for (long number : Segment.numbersIn(path)) {
            sizes.put(number, Files.size(segment(number).file()));
        }
        if (sizes.isEmpty()) {
            create(1, sizes).close();
            return sizes;
        }
        try (FileChannel last = segment(sizes.lastKey()).openToAppend()) {
            segment(sizes.lastKey()).openToRead().close();
            long end = Segment.endOfWholeFrames(last);
            last.truncate(end);
            last.force(true);
            sizes.put(sizes.lastKey(), end);
        }
        return sizes;
    }

    /** Makes a segment and adds it to the sizes. */
    FileChannel create(long number, SortedMap<Long, Long> sizes) throws IOException {
        FileChannel channel = segment(number).openToAppend();
        sizes.put(number, (long) Segment.HEADER_BYTES);
        return channel;
    }

    void delete(long number) throws IOException {
        Files.deleteIfExists(segment(number).file());
    }

    Segment segment(long number) {
        return new Segment(path, number);
    }

    /** The outlet of a sink as it was left; at the end of the spool if the spool does not know the sink. */
    Outlet outlet(String name, Spool spool, NavigableMap<Long, Long> sizes) throws IOException {
        PositionFile file = positionFile(name);
        Optional<Position> known = file.read();
        if (known.isEmpty()) {
            Position end = new Position(sizes.lastKey(), sizes.lastEntry().getValue());
            file.write(end);
            return new Outlet(spool, file, end, Optional.empty());
        }
        Position position = known.get();
        Optional<Long> size = Optional.ofNullable(sizes.get(position.segment()));
        boolean isAhead = position.segment() > sizes.lastKey()
                || size.filter(bytes -> position.offset() > bytes).isPresent();
        if (isAhead) {
            throw new DamagedSpool(
                    segment(position.segment()).file(), position.offset(), "ends before what a sink has accepted");
        }
        List<String> missing = LongStream.rangeClosed(position.segment(), sizes.lastKey())
                .filter(number -> !sizes.containsKey(number))
                .mapToObj(number -> segment(number).file().getFileName().toString())
                .toList();
        Position start = size.isPresent() ? position : Position.startOf(sizes.higherKey(position.segment()));
        return new Outlet(
                spool,
                file,
                start,
                missing.isEmpty()
                        ? Optional.empty()
                        : Optional.of("files were taken out of the spool before the sink '" + name
                                + "' had what is in them: " + String.join(", ", missing)));
    }

    /** Sinks that are no longer in the configuration must have all that was meant for them; their positions are then deleted. */
    void requireNothingOwedBut(List<String> sinks, NavigableMap<Long, Long> sizes) throws IOException, SinkUnreachable {
        for (String name : knownSinks()) {
            if (sinks.contains(name)) {
                continue;
            }
            PositionFile file = positionFile(name);
            long owed = file.read().map(position -> behind(position, sizes)).orElse(0L);
            if (owed > 0) {
                throw new SinkUnreachable("The spool in " + path + " holds " + owed
                        + " bytes for a sink '" + name
                        + "' that is not in the configuration. Put the sink back until it has"
                        + " them; or, to give them up, delete " + file.file());
            }
            Files.deleteIfExists(file.file());
        }
    }

    /** The sinks that have a position. */
    List<String> knownSinks() throws IOException {
        try (Stream<Path> files = Files.list(path.resolve(POSITIONS))) {
            return files.filter(file -> !SmallFile.isUnfinished(file))
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    PositionFile positionFile(String name) {
        return new PositionFile(path.resolve(POSITIONS), name);
    }

    /** Bytes of frames behind a position. */
    long behind(Position position, NavigableMap<Long, Long> sizes) {
        return sizes.tailMap(position.segment(), true).entrySet().stream()
                .mapToLong(segment -> segment.getValue()
                        - (segment.getKey() == position.segment() ? position.offset() : Segment.HEADER_BYTES))
                .sum();
    }
}
