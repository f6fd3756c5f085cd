package io.rollcall.sinks.kafka;

import io.rollcall.options.Section;
import io.rollcall.options.Types;
import io.rollcall.sinks.tls.ClientIdentity;
import io.rollcall.sinks.tls.TlsFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * Certificates for connections with brokers. A broker's certificate must be for the name the broker goes by in the cluster.
 *
 * @param authorities PEM file of the authorities trusted; empty for those of the Java runtime
 * @param identity what to show to brokers; empty for nothing
 */
public record KafkaTls(Optional<Path> authorities, Optional<ClientIdentity> identity) {

    static KafkaTls read(Section section) {
        return new KafkaTls(
                section.maybe(
                        "ca_file",
                        Types.PATH,
                        "PEM file with the certificates of the authorities trusted to sign the brokers' certificates; those"
                                + " the Java runtime trusts if left out.",
                        Path.of("/etc/rollcall/ca.pem")),
                section.maybeSection(
                        "client_certificate", "What to show to brokers that ask who we are.", ClientIdentity::read));
    }

    /** What the client's library needs to know. */
    Map<String, Object> configuration() throws IOException {
        SSLContext context = TlsFiles.context(authorities, identity);
        return Map.of("ssl.engine.factory.class", BrokerEngines.class, BrokerEngines.CONTEXT, context);
    }
}
