package io.rollcall.sinks.tls;

import io.rollcall.options.Section;
import io.rollcall.options.Types;
import io.rollcall.sinks.stream.Delivering;
import io.rollcall.sinks.stream.StreamOptions;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a receiver over TLS needs.
 *
 * @param stream where to connect to and what to send
 * @param authorities PEM file of the authorities trusted; empty for those of the Java runtime
 * @param identity what to show to the receiver; empty for nothing
 * @param serverName the name the receiver's certificate must be for; empty for the host of the address
 * @param requireCloseNotify whether the receiver's end of TLS is part of the receipt
 */
public record TlsOptions(
        StreamOptions stream,
        Optional<Path> authorities,
        Optional<ClientIdentity> identity,
        Optional<String> serverName,
        boolean requireCloseNotify) {

    private static final int USUAL_PORT = 6514;

    /** Options with the runtime's authorities and no client certificate. */
    public static TlsOptions of(StreamOptions stream) {
        return new TlsOptions(stream, Optional.empty(), Optional.empty(), Optional.empty(), true);
    }

    /** Reads the options out of the mapping of a sink. */
    public static TlsOptions read(Section section) {
        StreamOptions stream = StreamOptions.read(section, USUAL_PORT);
        TlsPeer peer = TlsPeer.read(section, stream.address());
        return new TlsOptions(
                stream,
                peer.authorities(),
                peer.identity(),
                peer.serverName(),
                section.optional(
                        "require_close_notify",
                        Types.FLAG,
                        true,
                        "Whether a receipt needs the receiver to end TLS (close_notify), which nobody in between can forge and a"
                                + " killed receiver cannot send. rsyslog with the gtls driver never does."));
    }

    /** The receiver as TLS sees it. */
    TlsPeer peer() {
        return new TlsPeer(stream.address(), authorities, identity, serverName);
    }

    /** What a receipt means with these options. */
    public String promise() {
        if (stream.delivering() == Delivering.KEEP_OPEN) {
            return "accepted means this machine has taken the batch for sending (delivery: keep-open); what the receiver has"
                    + " not read when it or the network fails is lost without a trace";
        }
        return requireCloseNotify
                ? "accepted means the receiver's program has read the whole batch and confirmed the end of it under TLS; what"
                        + " it then keeps in memory only is lost if it dies; after a crash of Rollcall the pages in flight may"
                        + " be repeated"
                : "accepted means the receiver's machine has acknowledged the whole batch and closed the connection, which"
                        + " somebody in between could forge (require_close_notify: false); what its program keeps in memory"
                        + " only is lost if it dies; after a crash of Rollcall the pages in flight may be repeated";
    }
}
