package io.rollcall.bench.peers;

import java.io.IOException;
import java.time.Duration;

/** The model of a collector, called from outside at its interval. Used by one thread at a time. */
public sealed interface Peer permits PlainPoller, PaperScript, HoldBackPoller, OverlapPoller {

    /** Name in reports. */
    String name();

    /** Time from one poll to the next. */
    Duration interval();

    /**
     * Asks the API once, delivers what is taken for new, and then remembers it.
     *
     * @throws IOException if the API or the receiver failed; what the next poll starts from is unchanged
     */
    void poll() throws IOException, InterruptedException;
}
