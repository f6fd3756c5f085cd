package io.rollcall.sinks.stdout;

import io.rollcall.engine.sink.Batch;
import io.rollcall.engine.sink.Delivery;
import io.rollcall.engine.sink.Receipt;
import io.rollcall.engine.sink.Sink;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.concurrent.locks.ReentrantLock;

/** NDJSON on the standard output, flushed after each batch. A reader that is slow holds the writer up. */
public final class StdoutSink implements Sink {

    /** What a receipt of this sink means. */
    public static final String PROMISE =
            "accepted means handed to the operating system for the reader of standard output; what the reader has not"
                    + " taken when it stops is lost, and after a crash the pages in flight may be repeated";

    private static final int BUFFER_BYTES = 64 * 1024;

    private final OutputStream stdout;
    private final ReentrantLock turn = new ReentrantLock();
    private boolean isInsideLine;
    private boolean isClosed;

    /** @param stdout a stream that throws what goes wrong, as print streams do not; flushed, never closed */
    public StdoutSink(OutputStream stdout) {
        if (stdout instanceof PrintStream) {
            throw new IllegalArgumentException("a PrintStream swallows errors: give the file output stream below it");
        }
        this.stdout = stdout;
    }

    @Override
    public Receipt write(Batch batch) throws InterruptedException {
        turn.lockInterruptibly();
        try {
            return isClosed ? Receipt.tryLater("standard output: this sink has been closed") : writeLines(batch);
        } finally {
            turn.unlock();
        }
    }

    private Receipt writeLines(Batch batch) throws InterruptedException {
        try {
            BufferedOutputStream buffer = new BufferedOutputStream(stdout, BUFFER_BYTES);
            if (isInsideLine) {
                buffer.write('\n');
            }
            isInsideLine = true;
            for (Delivery delivery : batch.deliveries()) {
                delivery.body().writeTo(buffer);
                buffer.write('\n');
            }
            buffer.flush();
            isInsideLine = false;
            return Receipt.accepted();
        } catch (InterruptedIOException e) {
            throw (InterruptedException)
                    new InterruptedException("interrupted while writing to standard output").initCause(e);
        } catch (IOException e) {
            return Receipt.tryLater("standard output: cannot write: " + e.getMessage()
                    + ". Check whether the program that reads it is still running, or the disk it goes to is full");
        }
    }

    @Override
    public String promise() {
        return PROMISE;
    }

    @Override
    public String probe() {
        return "standard output is open; whether anybody reads it shows when the first batch is written";
    }

    @Override
    public void close() {
        turn.lock();
        try {
            isClosed = true;
        } finally {
            turn.unlock();
        }
    }
}
