package io.rollcall.sinks.file;

import io.rollcall.engine.sink.Batch;
import io.rollcall.engine.sink.Receipt;
import io.rollcall.engine.sink.Sink;
import io.rollcall.engine.sink.SinkUnreachable;
import io.rollcall.engine.time.Clock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * NDJSON in a file that only its owner may read, rotated by size and time. A batch is never split over two files. A file that
 * somebody moved or deleted is noticed before the next batch and begun anew.
 */
public final class FileSink implements Sink {

    private final FileOptions options;
    private final Path path;
    private final Clock clock;
    private final Ownership ownership;
    private final RotatedFiles rotatedFiles;
    private final ReentrantLock turn = new ReentrantLock();
    private @Nullable ActiveFile active;
    private Instant lastWrite = Instant.EPOCH;
    private boolean isTidy;
    private boolean isClosed;

    /** @throws SinkUnreachable if the file cannot be opened, or another sink has it */
    public FileSink(FileOptions options, Clock clock) throws SinkUnreachable {
        this.options = options;
        this.clock = clock;
        this.path = real(options.path());
        this.ownership = Ownership.of(path);
        this.rotatedFiles = new RotatedFiles(path);
        try {
            active();
        } catch (IOException e) {
            closeAfter(e);
            throw new SinkUnreachable(FileTrouble.of("cannot open", path, e), e);
        }
    }

    @Override
    public Receipt write(Batch batch) throws InterruptedException {
        turn.lockInterruptibly();
        try {
            if (isClosed) {
                return Receipt.tryLater(path + ": this sink has been closed");
            }
            rotateIfDue(batch);
            active().append(batch, options.fsync());
            lastWrite = clock.now();
            return Receipt.accepted();
        } catch (ClosedByInterruptException e) {
            releaseAfter(e);
            Thread.interrupted();
            throw (InterruptedException) new InterruptedException("interrupted while writing to " + path).initCause(e);
        } catch (IOException e) {
            releaseAfter(e);
            return Receipt.tryLater(FileTrouble.of("cannot write", path, e));
        } finally {
            turn.unlock();
        }
    }

    private ActiveFile active() throws IOException {
        if (active != null && !active.isInPlace()) {
            release();
        }
        if (active == null) {
            active = ActiveFile.open(path);
            lastWrite = active.lastModified();
        }
        return active;
    }

    private void rotateIfDue(Batch batch) throws IOException {
        long length = active().length();
        long bytes = batch.bytes() + batch.deliveries().size();
        if (length > 0 && (length + bytes > options.rotateBytes() || isPeriodOver())) {
            isTidy = false;
            rotatedFiles.add(clock.now());
            release();
        }
        if (!isTidy) {
            tidy();
            isTidy = true;
        }
    }

    private void tidy() throws IOException {
        if (options.keepFiles().isPresent()) {
            rotatedFiles.deleteAllBut(options.keepFiles().get());
        }
        if (options.gzip()) {
            rotatedFiles.compress();
        }
    }

    private boolean isPeriodOver() {
        return options.rotateEvery()
                .map(every -> period(clock.now(), every) != period(lastWrite, every))
                .orElse(false);
    }

    private static long period(Instant instant, Duration every) {
        return Math.floorDiv(instant.toEpochMilli(), every.toMillis());
    }

    /** Closes the file, so that the next batch opens it and has its end checked. */
    private void release() throws IOException {
        ActiveFile file = active;
        active = null;
        if (file != null) {
            file.close();
        }
    }

    private void releaseAfter(IOException cause) {
        try {
            release();
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    /** The absolute path with all links followed, so that two names of one file are one. */
    private static Path real(Path path) throws SinkUnreachable {
        Path absolute = path.toAbsolutePath();
        try {
            if (Files.exists(absolute)) {
                Path file = absolute.toRealPath();
                if (!Files.isRegularFile(file)) {
                    throw new SinkUnreachable(
                            absolute + " is not a regular file. Give the path of a file, or use the sink"
                                    + " stdout for a pipe or terminal");
                }
                return file;
            }
            Path directory =
                    Objects.requireNonNull(absolute.getParent(), "parent").toRealPath();
            return directory.resolve(Objects.requireNonNull(absolute.getFileName(), "file name"));
        } catch (IOException e) {
            throw new SinkUnreachable(FileTrouble.of("cannot open", absolute, e), e);
        }
    }

    @Override
    public String promise() {
        return options.promise();
    }

    @Override
    public String probe() throws SinkUnreachable, InterruptedException {
        turn.lockInterruptibly();
        try {
            ActiveFile unused = active();
            long free = Files.getFileStore(path).getUsableSpace();
            return path + " is open for writing; " + (free >> 20) + " MiB are free on its file system";
        } catch (ClosedByInterruptException e) {
            releaseAfter(e);
            Thread.interrupted();
            throw (InterruptedException) new InterruptedException("interrupted while opening " + path).initCause(e);
        } catch (IOException e) {
            releaseAfter(e);
            throw new SinkUnreachable(FileTrouble.of("cannot open", path, e), e);
        } finally {
            turn.unlock();
        }
    }

    /** @throws UncheckedIOException if the operating system reports trouble; the sink is closed all the same */
    @Override
    public void close() {
        turn.lock();
        try (ownership) {
            isClosed = true;
            release();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            turn.unlock();
        }
    }

    private void closeAfter(IOException cause) {
        try {
            close();
        } catch (UncheckedIOException e) {
            cause.addSuppressed(e);
        }
    }
}
