package io.rollcall.sinks.udp;

import io.rollcall.options.HostPort;
import io.rollcall.options.Section;
import io.rollcall.options.Types;
import io.rollcall.sinks.message.MessageOptions;

/**
 * Where to send datagrams and what is in them.
 *
 * @param address the receiver
 * @param message what a message consists of
 * @param maxBytes the longest message sent
 */
public record UdpOptions(HostPort address, MessageOptions message, int maxBytes) {

    /** The most a datagram over IPv4 can carry: 65,535 bytes less the headers of IP and UDP. */
    public static final int MAX_DATAGRAM_BYTES = 65_507;

    /** What a receipt means. */
    public static final String PROMISE =
            "accepted means sent, no more: UDP MAY LOSE events without any sign of it, the more so the longer they are;"
                    + " what cannot be sent whole is refused. Use tcp, tls or another sink if every event counts";

    /** Reads the options out of the mapping of a sink. */
    public static UdpOptions read(Section section) {
        HostPort address = section.required(
                "address", Types.HOST_PORT, "Host and port of the receiver.", new HostPort("siem.example.com", 514));
        MessageOptions message = MessageOptions.read(section);
        long maxBytes = section.optional(
                "max_bytes",
                Types.BYTES,
                (long) MAX_DATAGRAM_BYTES,
                "The longest message sent. Longer ones are not cut but go to the dead letters. Many receivers take no more"
                        + " than 2KiB or 8KiB, and messages above 1,200 bytes are often sent in several pieces, each of"
                        + " which may get lost.");
        if (maxBytes < 1 || maxBytes > MAX_DATAGRAM_BYTES) {
            section.problem("max_bytes", "must be from 1 to " + MAX_DATAGRAM_BYTES + ", the most a datagram can carry");
        }
        return new UdpOptions(address, message, (int) Math.max(1, Math.min(maxBytes, MAX_DATAGRAM_BYTES)));
    }
}
