package io.rollcall.sources.http;

import io.rollcall.options.Secret;
import io.rollcall.options.Section;
import io.rollcall.options.Types;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a certificate and its private key are.
 *
 * @param certificate PEM, or PKCS#12 (.p12, .pfx) with the key in it
 * @param privateKey PEM with the key, where it is not in the certificate's file
 * @param passphrase of the key or the PKCS#12 file
 */
public record KeyFiles(Path certificate, Optional<Path> privateKey, Optional<Secret> passphrase) {

    static KeyFiles read(Section section) {
        return new KeyFiles(
                section.required("certificate", Types.PATH, "PEM or PKCS#12 (.p12, .pfx).", Path.of("client.pem")),
                section.maybe(
                        "private_key",
                        Types.PATH,
                        "The private key as PEM, where it is another file.",
                        Path.of("client.key")),
                section.maybe("passphrase", Types.SECRET, "Passphrase of the key or PKCS#12 file.", new Secret("")));
    }
}
