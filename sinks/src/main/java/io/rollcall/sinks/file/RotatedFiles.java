package io.rollcall.sinks.file;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * The finished files beside the active one, named after it and the time they were rotated:
 * {@code events.ndjson.20261124T054700.123Z}, with {@code .gz} when compressed. Names sort in the order of rotation, even when
 * the clock was set back.
 */
final class RotatedFiles {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String STAMP_PATTERN = "\\d{8}T\\d{6}\\.\\d{3}Z";
    private static final String COMPRESSED = ".gz";
    private static final String PARTIAL = ".gz.partial";
    private static final int BUFFER_BYTES = 64 * 1024;

    private final Path active;
    private final Path directory;
    private final Pattern rotated;

    RotatedFiles(Path active) {
        this.active = active;
        this.directory = Objects.requireNonNull(active.getParent(), "parent");
        this.rotated = Pattern.compile(Pattern.quote(active.getFileName() + ".") + STAMP_PATTERN + "(\\.gz)?");
    }

    /** Gives the active file the name of a rotated one. */
    void add(Instant now) throws IOException {
        Files.move(active, directory.resolve(nextName(now)), StandardCopyOption.ATOMIC_MOVE);
        Directories.sync(directory);
    }

    /** The rotated files, oldest first. */
    List<Path> list() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file ->
                            rotated.matcher(file.getFileName().toString()).matches())
                    .sorted()
                    .toList();
        }
    }

    /** Compresses those that are not yet; one whose compression a crash interrupted is compressed anew. */
    void compress() throws IOException {
        for (Path file : list()) {
            if (!file.toString().endsWith(COMPRESSED)) {
                compress(file);
            }
        }
    }

    /** Deletes the oldest until at most {@code keep} are left. */
    void deleteAllBut(int keep) throws IOException {
        List<Path> files = list();
        for (Path file : files.subList(0, Math.max(0, files.size() - keep))) {
            Files.delete(file);
        }
    }

    private String nextName(Instant now) throws IOException {
        String prefix = active.getFileName() + ".";
        List<Path> files = list();
        if (!files.isEmpty()) {
            String newest = files.get(files.size() - 1).getFileName().toString();
            String stamp = newest.substring(prefix.length()).replace(COMPRESSED, "");
            Instant after = STAMP.parse(stamp, Instant::from).plusMillis(1);
            return prefix + STAMP.format(after.isAfter(now) ? after : now);
        }
        return prefix + STAMP.format(now);
    }

    private void compress(Path file) throws IOException {
        Path partial = directory.resolve(file.getFileName() + PARTIAL);
        try {
            write(file, partial);
        } catch (IOException e) {
            deleteAfter(partial, e);
            throw new IOException("cannot compress " + file.getFileName() + ": " + FileTrouble.cause(e), e);
        }
        Files.move(partial, directory.resolve(file.getFileName() + COMPRESSED), StandardCopyOption.ATOMIC_MOVE);
        Directories.sync(directory);
        Files.delete(file);
    }

    private static void write(Path file, Path partial) throws IOException {
        Directories.createPrivately(partial);
        try (RandomAccessFile target = new RandomAccessFile(partial.toFile(), "rw")) {
            target.setLength(0);
            try (GZIPOutputStream gzip =
                    new GZIPOutputStream(Channels.newOutputStream(target.getChannel()), BUFFER_BYTES)) {
                Files.copy(file, gzip);
                gzip.finish();
                target.getFD().sync();
            }
        }
    }

    /** Gives back the room that half a compressed file takes. */
    private static void deleteAfter(Path partial, IOException cause) {
        try {
            Files.deleteIfExists(partial);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }
}
