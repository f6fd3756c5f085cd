package io.rollcall.sinks.stream;

import io.rollcall.options.HostPort;
import io.rollcall.options.Section;
import io.rollcall.options.Types;
import io.rollcall.sinks.message.Framing;
import io.rollcall.sinks.message.MessageOptions;
import io.rollcall.sinks.net.Timeouts;
import java.util.Optional;

/**
 * Where to connect to and what to send.
 *
 * @param address the receiver
 * @param framing how the receiver tells where a message ends
 * @param message what a message consists of
 * @param maxBytes the longest message the receiver takes; empty for no limit
 * @param delivering how long a connection lasts
 * @param timeouts how long to wait for the receiver
 */
public record StreamOptions(
        HostPort address,
        Framing framing,
        MessageOptions message,
        Optional<Long> maxBytes,
        Delivering delivering,
        Timeouts timeouts) {

    /** The defaults for an address. */
    public static StreamOptions to(HostPort address) {
        return new StreamOptions(
                address,
                Framing.NEWLINE,
                MessageOptions.json(),
                Optional.empty(),
                Delivering.PER_BATCH,
                Timeouts.standard());
    }

    /** Reads the options out of the mapping of a sink. */
    public static StreamOptions read(Section section, int usualPort) {
        StreamOptions base = to(new HostPort("siem.example.com", usualPort));
        return new StreamOptions(
                section.required("address", Types.HOST_PORT, "Host and port of the receiver.", base.address),
                section.optional(
                        "framing",
                        Types.oneOf(Framing.class),
                        base.framing,
                        "How the receiver tells where a message ends: a line feed after it, or its length before it (RFC 6587)."),
                MessageOptions.read(section),
                section.maybe(
                        "max_bytes",
                        Types.BYTES,
                        "The longest message the receiver takes. Longer ones go to the dead letters, instead of being cut by"
                                + " the receiver.",
                        1L << 20),
                section.optional(
                        "delivery",
                        Types.oneOf(Delivering.class),
                        base.delivering,
                        "per-batch: a connection for each batch, and a receipt that the receiver has read it; keep-open: one"
                                + " connection, and a receipt that the operating system has taken the batch."),
                Timeouts.read(section));
    }
}
