package io.rollcall.sources.definition;

import io.rollcall.options.Secret;
import io.rollcall.options.Section;
import io.rollcall.options.Types;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What an OAuth client proves itself with: a secret, a certificate with its private key, a private key alone, or the key of a
 * service account.
 *
 * @param clientId the application's id; empty for a service account, whose file says it
 * @param secret its secret
 * @param certificate file with the certificate: PEM, or PKCS#12 (.p12, .pfx) with the key in it
 * @param privateKey PEM file with the key, where it is not in the certificate's file
 * @param passphrase of the key or the PKCS#12 file
 * @param algorithm of the signature
 * @param keyId the key's name at the token endpoint, if it has to be told
 * @param serviceAccount a service account's JSON file
 */
public record ClientCredentials(
        String clientId,
        Optional<Secret> secret,
        Optional<Path> certificate,
        Optional<Path> privateKey,
        Optional<Secret> passphrase,
        Algorithm algorithm,
        Optional<String> keyId,
        Optional<Path> serviceAccount) {

    /** Signature algorithms (RFC 7518). */
    public enum Algorithm {
        PS256,
        RS256
    }

    static ClientCredentials read(Section section, AuthRule.OAuth2 rule) {
        return rule.grant() == AuthRule.Grant.JWT_BEARER
                ? readServiceAccount(section, rule)
                : readClient(section, rule);
    }

    private static ClientCredentials readServiceAccount(Section section, AuthRule.OAuth2 rule) {
        return new ClientCredentials(
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                rule.style().algorithm(),
                Optional.empty(),
                Optional.of(section.required(
                        "service_account",
                        Types.PATH,
                        "The service account's key as the console hands it out: a JSON file with client_email and private_key.",
                        Path.of("service-account.json"))));
    }

    private static ClientCredentials readClient(Section section, AuthRule.OAuth2 rule) {
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
                        "The certificate's private key as PEM, where it is not in the same file; or a key without certificate.",
                        Path.of("rollcall.key")),
                section.maybe("passphrase", Types.SECRET, "The passphrase of the key or PKCS#12 file.", new Secret("")),
                section.optional(
                        "assertion_algorithm",
                        Types.oneOf(Algorithm.class),
                        rule.style().algorithm(),
                        "How the certificate's key signs."),
                section.maybe(
                        "key_id", Types.TEXT, "The key's id at the token endpoint, where it has one.", "rollcall-1"),
                Optional.empty());
        boolean hasKey = credentials.certificate.isPresent() || credentials.privateKey.isPresent();
        if (credentials.secret.isPresent() == hasKey) {
            section.problem(
                    "client_secret",
                    "say either client_secret or certificate (or private_key): the application proves itself with one");
        }
        if (hasKey && rule.style().client() == AuthRule.Client.BASIC) {
            section.problem("certificate", "is of no use here: this API takes a client_secret only");
        }
        return credentials;
    }
}
