package io.rollcall.engine.source;

import io.rollcall.engine.event.Window;
import java.time.Duration;
import java.time.Instant;
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

    /**
     * Starts a sweep that follows an endless stream from a position to where there is no more for now; sends nothing until its
     * first page is asked for. Only for sources whose traits say that they have positions.
     *
     * @param position the last page's, as it was committed; empty at the very beginning and after the API has forgotten it
     * @param start where to begin if there is no position
     */
    default Sweep follow(Optional<String> position, Instant start) {
        throw new UnsupportedOperationException("this source is read by windows");
    }

    /** Starts a sweep over single items that failed before. One page each, in the order given. */
    Sweep reopen(List<Item> items);

    /** The API's clock minus ours, as its answers last showed; empty before the first answer. */
    Optional<Duration> clockOffset();

    /** Requests sent to the API so far, and answered or given up; token requests are not among them. */
    RequestCounts requests();

    @Override
    void close();
}
