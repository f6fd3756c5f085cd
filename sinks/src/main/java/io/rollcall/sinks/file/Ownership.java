package io.rollcall.sinks.file;

import io.rollcall.engine.sink.SinkUnreachable;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The right to write to a file, held by at most one sink of all processes. It is a lock on a file of its own beside it, which
 * stays there: a lock on the file itself would be lost with each rotation.
 */
public final class Ownership implements Closeable {

    /**
     * The lock files this process has. It belongs to the process as the locks do: POSIX drops a process's lock as soon as the
     * process closes any channel to the file, so a second sink must not even open it.
     */
    private static final Set<Path> HELD_BY_THIS_PROCESS = ConcurrentHashMap.newKeySet();

    private final Path lockFile;
    private final FileChannel channel;

    private Ownership(Path lockFile, FileChannel channel) {
        this.lockFile = lockFile;
        this.channel = channel;
    }

    /**
     * Takes ownership.
     *
     * @param file a path with all links followed
     * @throws SinkUnreachable if somebody else has it, or the lock file cannot be created
     */
    public static Ownership of(Path file) throws SinkUnreachable {
        Path lockFile = file.resolveSibling(file.getFileName() + ".lock");
        if (!HELD_BY_THIS_PROCESS.add(lockFile)) {
            throw new SinkUnreachable(
                    file + " is being written by another sink of this process. Give each sink a path of its" + " own");
        }
        boolean isOwned = false;
        try {
            Ownership ownership = new Ownership(lockFile, locked(file, lockFile));
            isOwned = true;
            return ownership;
        } catch (IOException e) {
            throw new SinkUnreachable(FileTrouble.of("cannot lock", lockFile, e), e);
        } finally {
            if (!isOwned) {
                HELD_BY_THIS_PROCESS.remove(lockFile);
            }
        }
    }

    private static FileChannel locked(Path file, Path lockFile) throws IOException, SinkUnreachable {
        Directories.createPrivately(lockFile);
        FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
        boolean isLocked = false;
        try {
            isLocked = channel.tryLock() != null;
        } finally {
            if (!isLocked) {
                channel.close();
            }
        }
        if (!isLocked) {
            throw new SinkUnreachable(file + " is being written by another process, which holds " + lockFile
                    + ". Stop that one, or give this sink a path of its own");
        }
        return channel;
    }

    @Override
    public void close() throws IOException {
        if (channel.isOpen()) {
            channel.close();
            HELD_BY_THIS_PROCESS.remove(lockFile);
        }
    }
}
