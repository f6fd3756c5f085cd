package io.rollcall.sources.http;

import io.rollcall.options.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8DecryptorProviderBuilder;
import org.bouncycastle.openssl.jcajce.JcePEMDecryptorProviderBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;

/**
 * A private key and its certificate.
 *
 * @param chain the key's own certificate first
 */
public record KeyMaterial(PrivateKey privateKey, List<X509Certificate> chain) {

    public KeyMaterial {
        chain = List.copyOf(chain);
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("a key needs its certificate");
        }
    }

    public X509Certificate certificate() {
        return chain.get(0);
    }

    /** @throws IOException if a file cannot be read, with the reason and what to do, and without any secret */
    public static KeyMaterial load(KeyFiles files) throws IOException {
        String name = files.certificate().toString().toLowerCase(Locale.ROOT);
        try {
            return name.endsWith(".p12") || name.endsWith(".pfx") ? fromPkcs12(files) : fromPem(files);
        } catch (GeneralSecurityException | OperatorCreationException | PKCSException e) {
            throw new IOException(
                    "cannot use the certificate in " + files.certificate() + ": "
                            + e.getClass().getSimpleName() + "; check the file and the passphrase",
                    e);
        }
    }

    /** All certificates of a PEM file. */
    public static List<X509Certificate> certificates(Path file) throws IOException {
        try {
            List<X509Certificate> certificates = new ArrayList<>();
            for (Object object : objects(file)) {
                if (object instanceof X509CertificateHolder holder) {
                    certificates.add(new JcaX509CertificateConverter().getCertificate(holder));
                }
            }
            if (certificates.isEmpty()) {
                throw new IOException("there is no certificate in " + file
                        + "; it must be PEM, beginning with -----BEGIN CERTIFICATE-----");
            }
            return certificates;
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot read the certificates in " + file + ": " + e.getMessage(), e);
        }
    }

    /** All of a file that holds a key in a form of its own. */
    public static byte[] bytes(Path file) throws IOException {
        try {
            return Files.readAllBytes(file);
        } catch (java.nio.file.NoSuchFileException e) {
            throw new IOException("there is no file " + file, e);
        }
    }

    /** The private key in a PEM file, which needs no certificate. */
    public static PrivateKey privateKey(Path file, Optional<Secret> passphrase) throws IOException {
        return first(objects(file), file, passphrase);
    }

    /**
     * A private key written as PEM in another file.
     *
     * @param file it is in, for messages
     */
    public static PrivateKey privateKey(Path file, String pem) throws IOException {
        return first(objects(new java.io.StringReader(pem)), file, Optional.empty());
    }

    private static PrivateKey first(List<Object> objects, Path file, Optional<Secret> passphrase) throws IOException {
        try {
            for (Object object : objects) {
                Optional<PrivateKeyInfo> info = privateKey(object, file, passphrase);
                if (info.isPresent()) {
                    return new JcaPEMKeyConverter().getPrivateKey(info.get());
                }
            }
        } catch (OperatorCreationException | PKCSException e) {
            throw new IOException("cannot use the private key in " + file + "; check the passphrase", e);
        }
        throw new IOException("there is no private key in " + file + "; it must be PEM, beginning with -----BEGIN");
    }

    private static KeyMaterial fromPem(KeyFiles files)
            throws IOException, GeneralSecurityException, OperatorCreationException, PKCSException {
        Path keyFile = files.privateKey().orElse(files.certificate());
        for (Object object : objects(keyFile)) {
            Optional<PrivateKeyInfo> info = privateKey(object, keyFile, files.passphrase());
            if (info.isPresent()) {
                PrivateKey key = new JcaPEMKeyConverter().getPrivateKey(info.get());
                return new KeyMaterial(key, certificates(files.certificate()));
            }
        }
        throw new IOException(
                "there is no private key in " + keyFile + "; put it there as PEM or name its file with private_key");
    }

    private static Optional<PrivateKeyInfo> privateKey(Object object, Path file, Optional<Secret> passphrase)
            throws IOException, OperatorCreationException, PKCSException {
        if (object instanceof PrivateKeyInfo info) {
            return Optional.of(info);
        }
        if (object instanceof PEMKeyPair pair) {
            return Optional.of(pair.getPrivateKeyInfo());
        }
        BouncyCastleProvider provider = new BouncyCastleProvider();
        if (object instanceof PKCS8EncryptedPrivateKeyInfo encrypted) {
            return Optional.of(encrypted.decryptPrivateKeyInfo(new JceOpenSSLPKCS8DecryptorProviderBuilder()
                    .setProvider(provider)
                    .build(characters(file, passphrase))));
        }
        if (object instanceof PEMEncryptedKeyPair encrypted) {
            return Optional.of(encrypted
                    .decryptKeyPair(new JcePEMDecryptorProviderBuilder()
                            .setProvider(provider)
                            .build(characters(file, passphrase)))
                    .getPrivateKeyInfo());
        }
        return Optional.empty();
    }

    private static char[] characters(Path file, Optional<Secret> passphrase) throws IOException {
        return passphrase
                .orElseThrow(() -> new IOException("the private key in " + file + " is encrypted; give its passphrase"))
                .reveal()
                .toCharArray();
    }

    private static List<Object> objects(Path file) throws IOException {
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            return objects(reader);
        } catch (java.nio.file.NoSuchFileException e) {
            throw new IOException("there is no file " + file, e);
        }
    }

    private static List<Object> objects(Reader reader) throws IOException {
        List<Object> objects = new ArrayList<>();
        try (PEMParser parser = new PEMParser(reader)) {
            for (Object object = parser.readObject(); object != null; object = parser.readObject()) {
                objects.add(object);
            }
        }
        return objects;
    }

    private static KeyMaterial fromPkcs12(KeyFiles files) throws IOException, GeneralSecurityException {
        char[] passphrase =
                files.passphrase().map(secret -> secret.reveal().toCharArray()).orElse(new char[0]);
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(files.certificate())) {
            store.load(in, passphrase);
        } catch (java.nio.file.NoSuchFileException e) {
            throw new IOException("there is no file " + files.certificate(), e);
        }
        for (String alias : Collections.list(store.aliases())) {
            Key key = store.getKey(alias, passphrase);
            if (key instanceof PrivateKey privateKey) {
                List<X509Certificate> chain = new ArrayList<>();
                for (Certificate certificate : store.getCertificateChain(alias)) {
                    chain.add((X509Certificate) certificate);
                }
                return new KeyMaterial(privateKey, chain);
            }
        }
        throw new IOException("there is no private key in " + files.certificate());
    }
}
