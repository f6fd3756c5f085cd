package io.rollcall.sinks.relp;

import io.rollcall.sinks.net.Timeouts;
import io.rollcall.sinks.stream.Connector;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sessions with one receiver: one for each writer at work, and some kept for the next. Thread-safe. */
final class Sessions {

    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);
    private static final int MOST_KEPT = 8;

    private final Connector connector;
    private final Timeouts timeouts;
    private final Deque<RelpSession> kept = new ArrayDeque<>();
    private boolean isClosed;

    Sessions(Connector connector, Timeouts timeouts) {
        this.connector = connector;
        this.timeouts = timeouts;
    }

    /** What is done with a session. */
    @FunctionalInterface
    interface Use<T> {
        T with(RelpSession session) throws IOException, InterruptedException;
    }

    /** Does something with a session nobody else has. After trouble neither it nor any kept one is used again. */
    <T> T use(Use<T> use) throws IOException, InterruptedException {
        RelpSession session = take();
        boolean isDone = false;
        try {
            T result = use.with(session);
            isDone = true;
            return result;
        } catch (IOException e) {
            dropKept();
            throw e;
        } finally {
            if (!isDone || !keep(session)) {
                session.close();
            }
        }
    }

    private RelpSession take() throws IOException, InterruptedException {
        for (RelpSession session = poll(); session != null; session = poll()) {
            if (session.isOpen()) {
                return session;
            }
            session.close();
        }
        return RelpSession.open(connector.connect(), timeouts);
    }

    private synchronized @Nullable RelpSession poll() {
        return kept.pollFirst();
    }

    private synchronized boolean keep(RelpSession session) {
        if (isClosed || kept.size() >= MOST_KEPT) {
            return false;
        }
        kept.addFirst(session);
        return true;
    }

    private void dropKept() throws IOException {
        for (RelpSession session = poll(); session != null; session = poll()) {
            session.close();
        }
    }

    /** Ends the kept sessions; those in use are closed after it. Everything sent has been answered. */
    void close() {
        synchronized (this) {
            isClosed = true;
        }
        for (RelpSession session = poll(); session != null; session = poll()) {
            try {
                session.end();
            } catch (IOException e) {
                LOG.debug("a session did not end in order; all its messages had been answered", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
