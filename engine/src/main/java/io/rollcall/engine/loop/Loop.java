package io.rollcall.engine.loop;

import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.source.RequestCounts;
import io.rollcall.engine.source.SourceTraits;
import java.util.Optional;

/** What collects one stream, in steps. Used by one thread at a time, unless said otherwise. */
public sealed interface Loop extends AutoCloseable permits StreamLoop, LeasedLoop, SupervisedLoop {

    StreamId stream();

    SourceTraits traits();

    /**
     * Makes one step.
     *
     * @throws io.rollcall.engine.ledger.LedgerFailure if the ledger cannot be read or written; the loop must then stop
     */
    Outcome step() throws InterruptedException;

    /**
     * Lets this loop come to an end: it reads what is due at its first contact with the API, and then is idle, even if more has
     * become due meanwhile.
     */
    void endWithThePresent();

    /** The loop that is at work, if the stream is this collector's at present. Any thread may ask. */
    Optional<StreamLoop> active();

    /** Requests sent to the API since this loop was made. Any thread may ask. */
    RequestCounts requests();

    @Override
    void close();
}
