package io.rollcall.app.files;

import io.rollcall.app.text.Explanation;
import io.rollcall.engine.sink.DeadLetters;
import io.rollcall.engine.sink.DeadLetters.Letter;
import io.rollcall.sinks.file.Directories;
import io.rollcall.sinks.file.SmallFile;
import io.rollcall.sinks.file.TornTail;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLockInterruptionException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Dead letters in a file that only its owner may read, one JSON line each, on the disk when they are kept. What a crash
 * or a full disk leaves of a line is cut off: its page was not committed, and its letters come again.
 */
public final class DeadLetterFile {

    private final Path file;

    public DeadLetterFile(Path file) {
        this.file = file;
    }

    /** The dead letters of a sink. */
    public DeadLetters of(String sink) {
        return letters -> keep(sink, letters);
    }

    private synchronized void keep(String sink, List<Letter> letters) {
        try {
            inTurn(() -> {
                Directories.createPrivately(file);
                try (RandomAccessFile target = new RandomAccessFile(file.toFile(), "rw")) {
                    TornTail.cut(target);
                    append(target, lines(sink, letters));
                }
                return letters;
            });
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The dead letters cannot be kept in " + file + ": " + Explanation.cause(e)
                            + ". Check that the disk has room and the file is writable. Nothing is lost: what the sink"
                            + " refused counts as not delivered, and comes again with the batch it came in.",
                    e);
        }
    }

    /** All whole lines, in the order they were kept. */
    public synchronized List<String> lines() throws IOException {
        return inTurn(this::wholeLines);
    }

    /**
     * Takes letters out that have been delivered after all, each as often as it is given, and puts others in their place.
     *
     * @param delivered as {@link #lines} has them
     */
    public synchronized void replace(List<String> delivered, List<String> instead) throws IOException {
        inTurn(() -> {
            Map<String, Integer> gone = new HashMap<>();
            delivered.forEach(line -> gone.merge(line, 1, Integer::sum));
            List<String> kept = new ArrayList<>();
            for (String line : wholeLines()) {
                if (gone.merge(line, -1, Integer::sum) < 0) {
                    kept.add(line);
                }
            }
            kept.addAll(instead);
            SmallFile.replace(file, kept.stream().map(line -> line + "\n").collect(Collectors.joining()));
            return kept;
        });
    }

    private List<String> wholeLines() throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        String text = Files.readString(file);
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }

    /** What is done to the file while no other process touches it. */
    private interface Work<T> {
        T run() throws IOException;
    }

    /** What was begun is done even if the thread is asked to stop meanwhile; it still learns that it was. */
    private <T> T inTurn(Work<T> work) throws IOException {
        boolean isInterrupted = false;
        try {
            while (true) {
                try {
                    return locked(work);
                } catch (ClosedByInterruptException | FileLockInterruptionException e) {
                    isInterrupted |= Thread.interrupted();
                }
            }
        } finally {
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private <T> T locked(Work<T> work) throws IOException {
        Path lock = file.resolveSibling(file.getFileName() + ".lock");
        Directories.createPrivately(lock);
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
            channel.lock();
            return work.run();
        }
    }

    private static void append(RandomAccessFile target, byte[] lines) throws IOException {
        long end = target.length();
        try {
            target.seek(end);
            target.write(lines);
            target.getFD().sync();
        } catch (IOException e) {
            takeBack(target, end, e);
            throw e;
        }
    }

    private static void takeBack(RandomAccessFile target, long end, IOException cause) {
        try {
            target.setLength(end);
            target.getFD().sync();
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    private static byte[] lines(String sink, List<Letter> letters) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Letter letter : letters) {
            out.write(new DeadLetter(sink, letter.delivery(), letter.reason())
                    .line()
                    .getBytes(StandardCharsets.UTF_8));
            out.write('\n');
        }
        return out.toByteArray();
    }
}
