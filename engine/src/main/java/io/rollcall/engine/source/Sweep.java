package io.rollcall.engine.source;

import java.util.Optional;

/**
 * One complete, paged read of one window. Used by one thread at a time, not necessarily always the same one. Holds no state
 * worth keeping: after a crash the window is read again.
 */
public interface Sweep extends AutoCloseable {

    /**
     * Reads the next page; empty when the definition's stop rule says the window has been read to its end.
     *
     * <p>After a fault with {@link Recovery#RETRY} the call may be repeated and asks for the same page again. After any other
     * fault the sweep is of no further use.
     *
     * @throws SourceFault if the page could not be had
     * @throws InterruptedException if the thread was asked to stop
     */
    Optional<Page> next() throws SourceFault, InterruptedException;

    @Override
    void close();
}
