package io.rollcall.sinks.tcp;

import io.rollcall.options.Section;
import io.rollcall.sinks.stream.Delivering;
import io.rollcall.sinks.stream.StreamOptions;

/**
 * What a receiver over TCP needs.
 *
 * @param stream where to connect to and what to send
 */
public record TcpOptions(StreamOptions stream) {

    private static final int USUAL_PORT = 514;

    /** Reads the options out of the mapping of a sink. */
    public static TcpOptions read(Section section) {
        return new TcpOptions(StreamOptions.read(section, USUAL_PORT));
    }

    /** What a receipt means with these options. */
    public String promise() {
        return stream.delivering() == Delivering.PER_BATCH
                ? "accepted means the receiver's machine has acknowledged the whole batch and its program has read it to the"
                        + " end and closed; what the program then keeps in memory only is lost if it dies; after a crash of"
                        + " Rollcall the pages in flight may be repeated"
                : "accepted means this machine has taken the batch for sending (delivery: keep-open); what the receiver has"
                        + " not read when it or the network fails is lost without a trace";
    }
}
