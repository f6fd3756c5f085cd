package io.rollcall.sinks.file;

import io.rollcall.engine.event.Slice;
import io.rollcall.engine.sink.Batch;
import io.rollcall.engine.sink.Delivery;
import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The file batches are appended to at the moment. Whole batches are in it, or nothing of them. Not thread-safe. */
final class ActiveFile implements Closeable {

    private static final int BUFFER_BYTES = 256 * 1024;

    private final Path path;
    private final RandomAccessFile file;
    private final @Nullable Object fileKey;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int buffered;

    private ActiveFile(Path path, RandomAccessFile file, @Nullable Object fileKey) {
        this.path = path;
        this.file = file;
        this.fileKey = fileKey;
    }

    /** Opens the file, creates it if there is none, and cuts off what a crash left of a record at its end. */
    static ActiveFile open(Path path) throws IOException {
        Directories.createPrivately(path);
        Directories.sync(Objects.requireNonNull(path.getParent(), "parent"));
        RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
        try {
            TornTail.cut(file);
            return new ActiveFile(path, file, fileKey(path));
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    /** Number of bytes in the file. */
    long length() throws IOException {
        return file.length();
    }

    Instant lastModified() throws IOException {
        return Files.getLastModifiedTime(path).toInstant();
    }

    /** Whether the path still leads to this file, which nobody has moved, deleted or replaced. */
    boolean isInPlace() throws IOException {
        try {
            return Objects.equals(fileKey, fileKey(path));
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /**
     * Appends a batch.
     *
     * @param fsync whether to wait until the disk has it
     * @throws IOException if it cannot be written; the file is then as long as before if that can be brought about
     */
    void append(Batch batch, boolean fsync) throws IOException {
        long start = file.length();
        file.seek(start);
        try {
            for (Delivery delivery : batch.deliveries()) {
                put(delivery.body());
            }
            flush();
            if (fsync) {
                file.getFD().sync();
            }
        } catch (IOException e) {
            buffered = 0;
            takeBack(start, e);
            throw e;
        }
    }

    private void takeBack(long start, IOException cause) {
        try {
            file.setLength(start);
            file.getFD().sync();
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    private void put(Slice line) throws IOException {
        if (line.length() + 1 > BUFFER_BYTES - buffered) {
            flush();
        }
        if (line.length() + 1 > BUFFER_BYTES) {
            file.write(line.array(), line.offset(), line.length());
        } else {
            System.arraycopy(line.array(), line.offset(), buffer, buffered, line.length());
            buffered += line.length();
        }
        buffer[buffered++] = '\n';
    }

    private void flush() throws IOException {
        file.write(buffer, 0, buffered);
        buffered = 0;
    }

    private static @Nullable Object fileKey(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
