package io.rollcall.sinks.tls;

import io.rollcall.options.HostPort;
import io.rollcall.options.Section;
import io.rollcall.options.Types;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The other side of a connection under TLS: whom to expect there, and what to show.
 *
 * @param address host and port connected to
 * @param authorities PEM file of the authorities trusted; empty for those of the Java runtime
 * @param identity what to show to the receiver; empty for nothing
 * @param serverName the name the receiver's certificate must be for; empty for the host of the address
 */
public record TlsPeer(
        HostPort address, Optional<Path> authorities, Optional<ClientIdentity> identity, Optional<String> serverName) {

    /** Reads the options out of a mapping. */
    public static TlsPeer read(Section section, HostPort address) {
        return new TlsPeer(
                address,
                section.maybe(
                        "ca_file",
                        Types.PATH,
                        "PEM file with the certificates of the authorities trusted to sign the receiver's certificate; those"
                                + " the Java runtime trusts if left out.",
                        Path.of("/etc/rollcall/ca.pem")),
                section.maybeSection(
                        "client_certificate", "What to show to a receiver that asks who we are.", ClientIdentity::read),
                section.maybe(
                        "server_name",
                        Types.TEXT,
                        "The name the receiver's certificate must be for; the host of the address if left out.",
                        "siem.example.com"));
    }

    /** The name the receiver's certificate must be for. */
    String expectedName() {
        return serverName.orElse(address.host());
    }
}
