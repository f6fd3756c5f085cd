package io.rollcall.sinks.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Certificates and keys in the textual encoding of RFC 7468. */
final class PemFiles {

    private static final Pattern PKCS8 =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final Pattern OTHER_KEY = Pattern.compile("-----BEGIN ([A-Z ]*PRIVATE KEY)-----");
    private static final Pattern CERTIFICATE =
            Pattern.compile("-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\\s]+-----END CERTIFICATE-----");

    private PemFiles() {}

    /** The certificates in a file, in their order; at least one. */
    static List<X509Certificate> certificates(Path file) throws IOException, CertificateException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<String> texts = CERTIFICATE
                .matcher(Files.readString(file, StandardCharsets.ISO_8859_1))
                .results()
                .map(result -> result.group())
                .toList();
        if (texts.isEmpty()) {
            throw new CertificateException(file + " holds no certificate in PEM form (-----BEGIN CERTIFICATE-----)");
        }
        java.util.ArrayList<X509Certificate> certificates = new java.util.ArrayList<>();
        for (String text : texts) {
            byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
            certificates.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(bytes)));
        }
        return List.copyOf(certificates);
    }

    /** The private key in a file, which belongs to a public key. */
    static PrivateKey privateKey(Path file, PublicKey publicKey) throws IOException, GeneralSecurityException {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        Matcher key = PKCS8.matcher(text);
        if (!key.find()) {
            Matcher other = OTHER_KEY.matcher(text);
            throw new GeneralSecurityException(
                    other.find()
                            ? file + " holds a key of the form '" + other.group(1) + "'. Convert it to PKCS#8:"
                                    + " openssl pkcs8 -topk8 -nocrypt -in " + file + " -out client.key"
                            : file + " holds no private key in PEM form (-----BEGIN PRIVATE KEY-----)");
        }
        byte[] encoded = Base64.getMimeDecoder().decode(key.group(1));
        return KeyFactory.getInstance(publicKey.getAlgorithm()).generatePrivate(new PKCS8EncodedKeySpec(encoded));
    }
}
