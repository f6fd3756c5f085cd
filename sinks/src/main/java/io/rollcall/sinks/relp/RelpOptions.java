package io.rollcall.sinks.relp;

import io.rollcall.options.HostPort;
import io.rollcall.options.Section;
import io.rollcall.options.Types;
import io.rollcall.sinks.message.MessageOptions;
import io.rollcall.sinks.net.Timeouts;
import io.rollcall.sinks.tls.TlsPeer;
import java.util.Optional;

/**
 * What a receiver that speaks RELP needs.
 *
 * @param address the receiver
 * @param message what a message consists of
 * @param maxBytes the longest message the receiver takes; empty for no limit
 * @param timeouts how long to wait for the receiver; for a receipt, how long it may answer nothing
 * @param tls the receiver under TLS; empty for no TLS
 */
public record RelpOptions(
        HostPort address, MessageOptions message, Optional<Long> maxBytes, Timeouts timeouts, Optional<TlsPeer> tls) {

    private static final HostPort EXAMPLE = new HostPort("siem.example.com", 2514);

    /** The defaults for an address. */
    public static RelpOptions to(HostPort address) {
        return new RelpOptions(address, MessageOptions.json(), Optional.empty(), Timeouts.standard(), Optional.empty());
    }

    /** Reads the options out of the mapping of a sink. */
    public static RelpOptions read(Section section) {
        HostPort address = section.required("address", Types.HOST_PORT, "Host and port of the receiver.", EXAMPLE);
        return new RelpOptions(
                address,
                MessageOptions.read(section),
                section.maybe(
                        "max_bytes",
                        Types.BYTES,
                        "The longest message the receiver takes. Longer ones go to the dead letters, instead of being cut by"
                                + " the receiver.",
                        1L << 20),
                Timeouts.read(section, "How long the receiver may answer nothing while answers are due."),
                section.maybeSection(
                        "tls",
                        "Speak TLS; {} for the usual. Without it, anybody on the way can read and forge.",
                        tls -> TlsPeer.read(tls, address)));
    }

    /** What a receipt means. */
    public String promise() {
        return "accepted means the receiver has answered 200 for each message, which rsyslog does when the message is in its"
                + " queue; what a queue in memory holds is lost if the receiver dies; after a crash of Rollcall the pages in"
                + " flight may be repeated";
    }
}
