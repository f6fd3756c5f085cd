package io.rollcall.sim;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Signer of client assertions with a key and a certificate of its own. */
record SignedAssertions(KeyPair keys, X509Certificate certificate) {
    static SignedAssertions withNewKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            KeyPair keys = generator.generateKeyPair();
            X500Principal name = new X500Principal("CN=collector");
            Date from = Date.from(Instant.parse("2026-01-01T00:00:00Z"));
            Date until = Date.from(Instant.parse("2036-01-01T00:00:00Z"));
            JcaX509v3CertificateBuilder builder =
                    new JcaX509v3CertificateBuilder(name, BigInteger.ONE, from, until, name, keys.getPublic());
            X509Certificate certificate = new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(keys.getPrivate())));
            return new SignedAssertions(keys, certificate);
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Compact JWT. */
    String sign(String algorithm, String thumbprintName, ObjectNode claims) {
        try {
            String digest = thumbprintName.equals("x5t") ? "SHA-1" : "SHA-256";
            byte[] thumbprint = MessageDigest.getInstance(digest).digest(certificate.getEncoded());
            ObjectNode header = new ObjectMapper()
                    .createObjectNode()
                    .put("alg", algorithm)
                    .put("typ", "JWT")
                    .put(thumbprintName, encoded(thumbprint));
            String unsigned = encoded(header.toString().getBytes(StandardCharsets.UTF_8)) + "."
                    + encoded(claims.toString().getBytes(StandardCharsets.UTF_8));
            Signature signature = signature(algorithm);
            signature.initSign(keys.getPrivate());
            signature.update(unsigned.getBytes(StandardCharsets.US_ASCII));
            return unsigned + "." + encoded(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Signature signature(String algorithm) throws GeneralSecurityException {
        if (algorithm.equals("RS256")) {
            return Signature.getInstance("SHA256withRSA");
        }
        Signature signature = Signature.getInstance("RSASSA-PSS");
        signature.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
        return signature;
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
