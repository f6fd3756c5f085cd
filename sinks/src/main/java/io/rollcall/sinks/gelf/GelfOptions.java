package io.rollcall.sinks.gelf;

import io.rollcall.options.HostPort;
import io.rollcall.options.Section;
import io.rollcall.options.Types;
import io.rollcall.sinks.field.Fields;
import io.rollcall.sinks.field.Naming;
import io.rollcall.sinks.net.Timeouts;
import io.rollcall.sinks.stream.Delivering;
import io.rollcall.sinks.tls.TlsPeer;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a receiver of GELF needs.
 *
 * @param address the receiver
 * @param hostname what messages say they come from; empty for this machine
 * @param maxBytes the longest message the receiver takes
 * @param delivering how long a connection lasts
 * @param timeouts how long to wait for the receiver
 * @param tls the receiver under TLS; empty for no TLS
 * @param requireCloseNotify whether the receiver's end of TLS is part of the receipt
 * @param fields additional ones, without the underscore their names begin with
 */
public record GelfOptions(
        HostPort address,
        Optional<String> hostname,
        long maxBytes,
        Delivering delivering,
        Timeouts timeouts,
        Optional<TlsPeer> tls,
        boolean requireCloseNotify,
        Fields fields) {

    private static final HostPort EXAMPLE = new HostPort("graylog.example.com", 12201);
    /** What a TCP input of Graylog takes unless set otherwise. */
    private static final long USUAL_BYTES = 2L << 20;

    private static final Fields USUAL = Fields.usual("rollcall_", "stream", "kind", "key", "visible_by");

    /** GELF 1.1, "Additional fields": no {@code _id}. */
    private static final Naming NAMES = new Naming(
            Pattern.compile("[\\w.-]{1,200}"),
            "letters, digits or any of _ . - (the underscore before it is added)",
            Set.of("id"));

    /** With the usual fields. */
    public GelfOptions(
            HostPort address,
            Optional<String> hostname,
            long maxBytes,
            Delivering delivering,
            Timeouts timeouts,
            Optional<TlsPeer> tls,
            boolean requireCloseNotify) {
        this(address, hostname, maxBytes, delivering, timeouts, tls, requireCloseNotify, USUAL);
    }

    /** Reads the options out of the mapping of a sink. */
    public static GelfOptions read(Section section) {
        HostPort address = section.required("address", Types.HOST_PORT, "Host and port of the receiver.", EXAMPLE);
        return new GelfOptions(
                address,
                section.maybe(
                        "hostname",
                        Types.TEXT,
                        "What messages say they come from; the name of this machine if left out.",
                        "collector.example.com"),
                section.optional(
                        "max_bytes",
                        Types.BYTES,
                        USUAL_BYTES,
                        "The longest message the receiver takes; Graylog's is called max_message_size. Longer ones go to the dead"
                                + " letters."),
                section.optional(
                        "delivery",
                        Types.oneOf(Delivering.class),
                        Delivering.PER_BATCH,
                        "per-batch: a connection for each batch, and a receipt that the receiver has read it; keep-open: one"
                                + " connection, and a receipt that the operating system has taken the batch."),
                Timeouts.read(section),
                section.maybeSection(
                        "tls",
                        "Speak TLS; {} for the usual. Without it, anybody on the way can read and forge.",
                        tls -> TlsPeer.read(tls, address)),
                section.optional(
                        "require_close_notify",
                        Types.FLAG,
                        true,
                        "Whether a receipt under TLS needs the receiver to end TLS (close_notify), which nobody in between can forge"
                                + " and a killed receiver cannot send."),
                Fields.read(section, "Additional fields, without the underscore before their names.", USUAL, NAMES));
    }

    /** What a receipt means with these options. */
    public String promise() {
        return delivering == Delivering.PER_BATCH
                ? "accepted means the receiver's program has read the whole batch and closed; GELF has no answers, so whether it could"
                        + " use a message does not show, and what the program keeps in memory only is lost if it dies; after a"
                        + " crash of Rollcall the pages in flight may be repeated"
                : "accepted means this machine has taken the batch for sending (delivery: keep-open); what the receiver has"
                        + " not read when it or the network fails is lost without a trace";
    }
}
