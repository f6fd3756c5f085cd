package io.rollcall.sinks.file;

import io.rollcall.engine.sink.SinkUnreachable;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The right to write to a file, held by at most one sink of all processes. It is a lock on a file of its own beside it, which
 * stays there: a lock on the file itself would be lost with each rotation.
 */
final class Ownership implements Closeable {

    private final FileChannel channel;

    private Ownership(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws SinkUnreachable if somebody else holds it, or the lock file cannot be created */
    static Ownership of(Path file) throws SinkUnreachable {
        Path lockFile = file.resolveSibling(file.getFileName() + ".lock");
        try {
            Directories.createPrivately(lockFile);
            FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
            if (lock(channel) == null) {
                channel.close();
                throw new SinkUnreachable(
                        file + " is being written by another sink or another Rollcall process (it holds " + lockFile
                                + "). Stop that one, or give this sink a path of its own");
            }
            return new Ownership(channel);
        } catch (IOException e) {
            throw new SinkUnreachable(FileTrouble.of("cannot create the lock file", lockFile, e), e);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldInThisProcess) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
