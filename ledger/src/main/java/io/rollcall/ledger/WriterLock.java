package io.rollcall.ledger;

import io.rollcall.engine.ledger.LedgerFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The right to write to a ledger, held by one process at a time through a lock on a file beside it. The system takes the lock
 * back when the process ends, however it ends. Readers need none.
 */
final class WriterLock implements AutoCloseable {

    private final FileChannel channel;

    private WriterLock(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws LedgerFailure if another process holds it, or the file beside the ledger cannot be made */
    static WriterLock of(Path ledger) {
        try {
            FileChannel channel = FileChannel.open(fileOf(ledger), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new LedgerFailure("The ledger " + ledger
                        + " is in use by another rollcall. One ledger is written by one process: stop the other, or give"
                        + " this one a ledger of its own.");
            }
            return new WriterLock(channel);
        } catch (IOException e) {
            throw new LedgerFailure(
                    "The ledger " + ledger + " cannot be locked: " + reason(e)
                            + ". Check that its directory exists, is writable, and has room.",
                    e);
        }
    }

    /** Whether a process holds it. */
    static boolean isHeld(Path ledger) {
        try (FileChannel channel = FileChannel.open(fileOf(ledger), StandardOpenOption.WRITE)) {
            return tryLock(channel) == null;
        } catch (NoSuchFileException nobodyEverHeldIt) {
            return false;
        } catch (IOException e) {
            throw new LedgerFailure("The lock of the ledger " + ledger + " cannot be tried: " + reason(e), e);
        }
    }

    private static Path fileOf(Path ledger) {
        return ledger.resolveSibling(ledger.getFileName() + ".lock");
    }

    private static String reason(IOException cause) {
        return cause instanceof NoSuchFileException
                ? "no such directory"
                : cause instanceof AccessDeniedException ? "permission denied" : cause.toString();
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
