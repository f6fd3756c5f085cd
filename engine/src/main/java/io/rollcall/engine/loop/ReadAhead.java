package io.rollcall.engine.loop;

import io.rollcall.engine.source.Page;
import io.rollcall.engine.source.SourceFault;
import io.rollcall.engine.source.Sweep;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The pages of a sweep, fetched while those before are processed, until as many are waiting as may be delivered together.
 * One thread takes pages; one of the executor's fetches them, and stops at a fault, which is reported after the pages before it.
 */
final class ReadAhead implements AutoCloseable {

    /** So many pages at most are delivered, and after a crash repeated, together. */
    static final int MAX_PAGES = 4;

    private final Sweep sweep;
    private final Executor fetcher;
    private final long maxBytes;
    private final Deque<Page> waiting = new ArrayDeque<>();
    private long waitingBytes;
    private @Nullable Throwable failure;
    private boolean isFetching;
    private boolean isAtEnd;
    private boolean isClosed;

    /** @param maxBytes of bodies; a page that is larger is had all the same, on its own */
    ReadAhead(Sweep sweep, Executor fetcher, long maxBytes) {
        this.sweep = sweep;
        this.fetcher = fetcher;
        this.maxBytes = maxBytes;
    }

    /** The pages that are there, waiting for one if there is none; empty at the end of the sweep. */
    List<Page> next() throws SourceFault, InterruptedException {
        fetchMore();
        List<Page> taken = take();
        fetchMore();
        return taken;
    }

    private synchronized List<Page> take() throws SourceFault, InterruptedException {
        while (waiting.isEmpty() && isFetching) {
            wait();
        }
        if (waiting.isEmpty() && failure != null) {
            throw reported();
        }
        if (waiting.isEmpty() && !isAtEnd) {
            throw new IllegalStateException("a sweep that was closed has no end: what is left of it was not read");
        }
        List<Page> taken = new ArrayList<>();
        long bytes = 0;
        while (!waiting.isEmpty()
                && taken.size() < MAX_PAGES
                && (taken.isEmpty() || bytes + waiting.getFirst().bytes() <= maxBytes)) {
            Page page = waiting.removeFirst();
            bytes += page.bytes();
            taken.add(page);
        }
        waitingBytes -= bytes;
        return taken;
    }

    private SourceFault reported() throws InterruptedException {
        Throwable cause = failure;
        failure = null;
        if (cause instanceof SourceFault fault) {
            return fault;
        }
        if (cause instanceof InterruptedException) {
            throw new InterruptedException("interrupted while fetching");
        }
        if (cause instanceof RuntimeException unforeseen) {
            throw unforeseen;
        }
        throw new IllegalStateException("fetching a page failed in an unforeseen way", cause);
    }

    private void fetchMore() {
        if (begin()) {
            fetcher.execute(this::fetch);
        }
    }

    private synchronized boolean begin() {
        boolean isWanted = !isFetching && hasRoom();
        isFetching |= isWanted;
        return isWanted;
    }

    private boolean hasRoom() {
        boolean isFull = waiting.size() >= MAX_PAGES || (!waiting.isEmpty() && waitingBytes >= maxBytes);
        return !isAtEnd && !isClosed && failure == null && !isFull;
    }

    private void fetch() {
        try {
            boolean more = true;
            while (more) {
                more = add(sweep.next().orElse(null));
            }
        } catch (SourceFault | InterruptedException | RuntimeException | Error e) {
            stop(e);
        }
    }

    /** @return whether to go on fetching */
    private synchronized boolean add(@Nullable Page page) {
        if (page == null) {
            isAtEnd = true;
        } else {
            waiting.add(page);
            waitingBytes += page.bytes();
        }
        isFetching = hasRoom();
        notifyAll();
        return isFetching;
    }

    private synchronized void stop(Throwable cause) {
        failure = cause;
        isFetching = false;
        notifyAll();
    }

    /** Fetches nothing more; the page being fetched is dropped. */
    @Override
    public void close() {
        synchronized (this) {
            isClosed = true;
        }
        sweep.close();
    }
}
