package io.rollcall.sinks.net;

import io.rollcall.options.Section;
import io.rollcall.options.Types;
import java.time.Duration;

/**
 * How long to wait for a peer.
 *
 * @param connect for a connection to one address, and then for the TLS handshake
 * @param write for a peer that has stopped reading
 * @param receipt for the peer's close after a batch, or for its answer
 */
public record Timeouts(Duration connect, Duration write, Duration receipt) {

    /** The defaults. */
    public static Timeouts standard() {
        return new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(30));
    }

    /** Reads the options out of the mapping of a sink. */
    public static Timeouts read(Section section) {
        return read(section, "How long to wait, after a batch, until the receiver has read it and closes its side.");
    }

    /** Reads the options of a sink whose receipts come otherwise than by the peer's close. */
    public static Timeouts read(Section section, String receiptDocumentation) {
        Timeouts base = standard();
        return new Timeouts(
                positive(
                        section,
                        "connect_timeout",
                        base.connect,
                        "How long to wait for a connection to one address, and then for the TLS handshake."),
                positive(
                        section,
                        "write_timeout",
                        base.write,
                        "How long a receiver may read nothing while a batch is being written."),
                positive(section, "receipt_timeout", base.receipt, receiptDocumentation));
    }

    private static Duration positive(Section section, String key, Duration base, String documentation) {
        Duration duration = section.optional(key, Types.DURATION, base, documentation);
        if (duration.toMillis() > 0 && duration.compareTo(Duration.ofDays(1)) <= 0) {
            return duration;
        }
        section.problem(key, "must be from 1ms to 1d");
        return base;
    }
}
