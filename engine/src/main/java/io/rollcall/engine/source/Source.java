package io.rollcall.engine.source;

import io.rollcall.engine.event.Window;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One stream of one API, ready to be read. Thread-safe; requests wait for the budget of their rate scope. */
public interface Source extends AutoCloseable {

    SourceTraits traits();

    /**
     * Makes the API ready, for example by starting a subscription. Idempotent; called before the first sweep and again after
     * a fault that says the preparation is gone.
     */
    void prepare() throws SourceFault, InterruptedException;

    /**
     * Starts a sweep; sends nothing until its first page is asked for.
     *
     * @param window on the API's time axis, cut to {@link SourceTraits#precision()} and no longer than
     *     {@link SourceTraits#maxSpan()}
     * @param items what is already settled, for APIs that hand out items
     */
    Sweep open(Window window, ItemMemory items);

    /** Starts a sweep over single items that failed before. One page each, in the order given. */
    Sweep reopen(List<Item> items);

    /** The API's clock minus ours, as its answers last showed; empty before the first answer. */
    Optional<Duration> clockOffset();

    /** Requests sent so far to the API, failed ones included, token requests not. */
    long requests();

    @Override
    void close();
}
