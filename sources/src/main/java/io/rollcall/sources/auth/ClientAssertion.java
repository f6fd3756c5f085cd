package io.rollcall.sources.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.rollcall.sources.definition.ClientCredentials.Algorithm;
import io.rollcall.sources.http.KeyMaterial;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.interfaces.RSAPrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import java.util.function.Supplier;

/** Signs the statement with which a client proves itself by its certificate (RFC 7523; docs/vendors/microsoft-oauth.md). */
final class ClientAssertion {

    private static final Duration BACKDATED = Duration.ofMinutes(1);
    private static final Duration LIFE = Duration.ofMinutes(8);

    private final String clientId;
    private final KeyMaterial material;
    private final Algorithm algorithm;
    private final Supplier<UUID> random;

    ClientAssertion(String clientId, KeyMaterial material, Algorithm algorithm, Supplier<UUID> random) {
        this.clientId = clientId;
        this.material = material;
        this.algorithm = algorithm;
        this.random = random;
    }

    /** @throws IOException if the key cannot sign */
    String sign(String audience, Instant now) throws IOException {
        try {
            JWSHeader header = new JWSHeader.Builder(
                            algorithm == Algorithm.PS256 ? JWSAlgorithm.PS256 : JWSAlgorithm.RS256)
                    .type(JOSEObjectType.JWT)
                    .x509CertSHA256Thumbprint(thumbprint())
                    .build();
            Instant from = now.minus(BACKDATED);
            JWTClaimsSet claims = new JWTClaimsSet.Builder()
                    .audience(audience)
                    .issuer(clientId)
                    .subject(clientId)
                    .jwtID(random.get().toString())
                    .notBeforeTime(Date.from(from))
                    .issueTime(Date.from(from))
                    .expirationTime(Date.from(now.plus(LIFE)))
                    .build();
            SignedJWT jwt = new SignedJWT(header, claims);
            jwt.sign(new RSASSASigner(rsaKey()));
            return jwt.serialize();
        } catch (JOSEException | CertificateEncodingException | NoSuchAlgorithmException e) {
            throw new IOException("cannot sign with the certificate's key: " + e.getMessage(), e);
        }
    }

    private RSAPrivateKey rsaKey() throws IOException {
        if (material.privateKey() instanceof RSAPrivateKey key) {
            return key;
        }
        throw new IOException("the certificate's key is "
                + material.privateKey().getAlgorithm() + ", but the token endpoint takes RSA keys only");
    }

    private Base64URL thumbprint() throws CertificateEncodingException, NoSuchAlgorithmException {
        byte[] encoded = material.certificate().getEncoded();
        return Base64URL.encode(MessageDigest.getInstance("SHA-256").digest(encoded));
    }
}
