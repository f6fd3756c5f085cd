package io.rollcall.sinks.tls;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An authority made for a test, and certificates signed by it, as files in a directory. */
public final class Certificates {

    /** A certificate and its key. */
    public record Identity(X509Certificate certificate, PrivateKey key, Path certificateFile, Path keyFile) {}

    private final Path directory;
    private final String algorithm;
    private final KeyPair authorityKeys;
    private final X509Certificate authority;
    private final Path authorityFile;
    private int serial = 1;

    /** Elliptic curve keys, which are made fast. */
    public Certificates(Path directory) throws Exception {
        this(directory, "EC");
    }

    /**
     * @param directory where the files go
     * @param algorithm EC or RSA
     */
    public Certificates(Path directory, String algorithm) throws Exception {
        this.directory = directory;
        this.algorithm = algorithm;
        this.authorityKeys = keys();
        this.authority =
                sign("Test authority", authorityKeys, true, Instant.now().plus(1, ChronoUnit.DAYS));
        this.authorityFile = directory.resolve("ca.pem");
        Files.writeString(authorityFile, pem(authority));
    }

    public Path authorityFile() {
        return authorityFile;
    }

    /** A certificate for a host name or IPv4 address, in files named after it. */
    public Identity identity(String name) throws Exception {
        return identity(name, Instant.now().plus(1, ChronoUnit.DAYS));
    }

    public Identity identity(String name, Instant expiry) throws Exception {
        KeyPair keys = keys();
        X509Certificate certificate = sign(name, keys, false, expiry);
        Path certificateFile = directory.resolve(name + ".pem");
        Path keyFile = directory.resolve(name + ".key");
        Files.writeString(certificateFile, pem(certificate));
        Files.writeString(keyFile, pem(new JcaPKCS8Generator(keys.getPrivate(), null)));
        return new Identity(certificate, keys.getPrivate(), certificateFile, keyFile);
    }

    /** What a server needs to show an identity and to check clients against the authority. */
    public SSLContext context(Identity identity) throws Exception {
        KeyStore keyStore = store(identity, "");
        KeyManagerFactory keyManagers = KeyManagerFactory.getInstance("PKIX");
        keyManagers.init(keyStore, new char[0]);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("authority", authority);
        TrustManagerFactory trustManagers = TrustManagerFactory.getInstance("PKIX");
        trustManagers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
        return context;
    }

    /** The identity as a PKCS#12 file. */
    public Path pkcs12(Identity identity, String password) throws Exception {
        Path file = directory.resolve("identity-" + serial++ + ".p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            store(identity, password).store(out, password.toCharArray());
        }
        return file;
    }

    private KeyStore store(Identity identity, String password) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        X509Certificate[] chain = {identity.certificate(), authority};
        store.setKeyEntry("identity", identity.key(), password.toCharArray(), chain);
        return store;
    }

    private KeyPair keys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(algorithm.equals("EC") ? 256 : 2048);
        return generator.generateKeyPair();
    }

    private X509Certificate sign(String name, KeyPair keys, boolean isAuthority, Instant expiry)
            throws GeneralSecurityException, CertIOException, OperatorCreationException {
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                new X500Name("CN=Test authority"),
                BigInteger.valueOf(serial++),
                Date.from(Instant.now().minus(2, ChronoUnit.DAYS)),
                Date.from(expiry),
                new X500Name("CN=" + name),
                keys.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(isAuthority));
        if (!isAuthority) {
            int type = Character.isDigit(name.charAt(0)) ? GeneralName.iPAddress : GeneralName.dNSName;
            builder.addExtension(
                    Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName(type, name)));
        }
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(
                        new JcaContentSignerBuilder(algorithm.equals("EC") ? "SHA256withECDSA" : "SHA256withRSA")
                                .build(authorityKeys.getPrivate())));
    }

    /** The textual form of a certificate or key. */
    static String pem(Object object) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(object);
        }
        return text.toString();
    }
}
