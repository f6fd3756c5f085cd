package io.rollcall.sources.definition;

import io.rollcall.options.Secret;
import io.rollcall.options.Section;
import io.rollcall.options.Types;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What an OAuth client proves itself with: a secret, or a certificate with its private key.
 *
 * @param clientId the application's id
 * @param secret its secret
 * @param certificate file with the certificate: PEM, or PKCS#12 (.p12, .pfx) with the key in it
 * @param privateKey PEM file with the key, where it is not in the certificate's file
 * @param passphrase of the key or the PKCS#12 file
 * @param algorithm of the signature
 */
public record ClientCredentials(
        String clientId,
        Optional<Secret> secret,
        Optional<Path> certificate,
        Optional<Path> privateKey,
        Optional<Secret> passphrase,
        Algorithm algorithm) {

    /** Signature algorithms (RFC 7518). */
    public enum Algorithm {
        PS256,
        RS256
    }

    static ClientCredentials read(Section section) {
        ClientCredentials credentials = new ClientCredentials(
                section.required(
                        UserOptions.CLIENT_ID,
                        Types.TEXT,
                        "The application's (client's) id.",
                        "aaaaaaaa-0000-4000-8000-000000000001"),
                section.maybe("client_secret", Types.SECRET, "The secret's value, not its id.", new Secret("")),
                section.maybe(
                        "certificate",
                        Types.PATH,
                        "Instead of a secret: the certificate, as PEM or PKCS#12 (.p12, .pfx).",
                        Path.of("rollcall.pem")),
                section.maybe(
                        "private_key",
                        Types.PATH,
                        "The certificate's private key as PEM, where it is not in the same file.",
                        Path.of("rollcall.key")),
                section.maybe("passphrase", Types.SECRET, "The passphrase of the key or PKCS#12 file.", new Secret("")),
                section.optional(
                        "assertion_algorithm",
                        Types.oneOf(Algorithm.class),
                        Algorithm.PS256,
                        "How the certificate's key signs."));
        if (credentials.secret.isPresent() == credentials.certificate.isPresent()) {
            section.problem(
                    "client_secret", "say either client_secret or certificate: the application proves itself with one");
        }
        return credentials;
    }
}
