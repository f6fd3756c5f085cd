package io.rollcall.sinks.stream;

import io.rollcall.sinks.net.Connection;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection for all batches, opened anew after trouble. Batches of several threads travel one after the other. */
final class KeptConnection implements StreamSink.Connections {

    private static final Logger LOG = LoggerFactory.getLogger(KeptConnection.class);

    private final Connector connector;
    private final ReentrantLock turn = new ReentrantLock();
    private @Nullable Connection kept;

    KeptConnection(Connector connector) {
        this.connector = connector;
    }

    @Override
    public void use(StreamSink.Use use) throws IOException, InterruptedException {
        turn.lockInterruptibly();
        boolean isDone = false;
        try {
            use.on(open());
            isDone = true;
        } finally {
            try {
                if (!isDone) {
                    drop();
                }
            } finally {
                turn.unlock();
            }
        }
    }

    /** The kept connection, or another one if the receiver has given it up since the last batch. */
    private Connection open() throws IOException, InterruptedException {
        if (kept != null) {
            try {
                kept.requireOpen();
                return kept;
            } catch (IOException e) {
                warnOfLoss(e);
                drop();
            }
        }
        Connection opened = connector.connect();
        kept = opened;
        opened.requireOpen();
        return opened;
    }

    @Override
    public String probe() throws IOException, InterruptedException {
        use(connection -> {});
        return "takes connections; whether it reads what is sent is not known with delivery: keep-open";
    }

    /** All that can be done about batches that have had their receipts. */
    private static void warnOfLoss(IOException cause) {
        LOG.warn("what was written last may be lost, as delivery: keep-open allows: {}", StreamTrouble.of(cause));
    }

    private void drop() throws IOException {
        Connection dropped = kept;
        kept = null;
        if (dropped != null) {
            dropped.close();
        }
    }

    /** Ends the connection in order, so that nothing still on its way is lost. */
    @Override
    public void close() throws IOException {
        turn.lock();
        try {
            if (kept != null) {
                kept.finish();
            }
        } catch (SocketTimeoutException e) {
            LOG.debug("the receiver does not close its side, as many do not", e);
        } catch (IOException e) {
            warnOfLoss(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            try {
                drop();
            } finally {
                turn.unlock();
            }
        }
    }
}
