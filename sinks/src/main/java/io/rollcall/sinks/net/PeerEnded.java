package io.rollcall.sinks.net;

import io.rollcall.options.Durations;
import java.io.IOException;

/** What there is to say about the moment at which a peer ends its side. */
final class PeerEnded {

    private PeerEnded() {}

    /** The peer has ended its side before it was asked to. */
    static IOException early() {
        return new IOException(
                "the receiver has closed the connection by itself. Check whether it was stopped or restarted,"
                        + " and whether it limits the length of messages, the number of connections or the senders it accepts");
    }

    /** The time within which the peer has to end its side. */
    static Deadline expected(Timeouts timeouts) {
        return Deadline.in(
                timeouts.receipt(),
                "the receiver did not close its side within " + Durations.format(timeouts.receipt())
                        + " after the end of the batch. Check that it keeps up; if it never closes, set delivery: keep-open,"
                        + " whose promise is weaker");
    }
}
