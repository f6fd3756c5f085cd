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
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Optional;

/**
 * A signed statement of who a client is (RFC 7523; docs/vendors/microsoft-oauth.md).
 *
 * @param key it is signed with
 * @param certificate of the key, if the endpoint knows the key by it
 * @param keyId by which the endpoint knows the key otherwise
 */
record ClientAssertion(
        PrivateKey key, Optional<X509Certificate> certificate, Optional<String> keyId, Algorithm algorithm) {

    /** For an endpoint whose clock is behind ours. */
    private static final Duration BACKDATED = Duration.ofMinutes(1);

    /** The same; less, since some take no statement that was made more than a minute ago (Keycloak 26, unless set otherwise). */
    private static final Duration ISSUED = Duration.ofSeconds(10);

    private static final Duration LIFE = Duration.ofMinutes(8);

    /**
     * Signs a statement.
     *
     * @param claims beside issuer, audience and times
     * @throws IOException if the key cannot sign
     */
    String sign(String issuer, String audience, Map<String, String> claims, Instant now) throws IOException {
        try {
            JWSHeader.Builder header = new JWSHeader.Builder(
                            algorithm == Algorithm.PS256 ? JWSAlgorithm.PS256 : JWSAlgorithm.RS256)
                    .type(JOSEObjectType.JWT);
            if (certificate.isPresent()) {
                header.x509CertSHA256Thumbprint(thumbprint(certificate.get()));
            }
            keyId.ifPresent(header::keyID);
            JWTClaimsSet.Builder set = new JWTClaimsSet.Builder()
                    .audience(audience)
                    .issuer(issuer)
                    .notBeforeTime(Date.from(now.minus(BACKDATED)))
                    .issueTime(Date.from(now.minus(ISSUED)))
                    .expirationTime(Date.from(now.plus(LIFE)));
            claims.forEach(set::claim);
            SignedJWT jwt = new SignedJWT(header.build(), set.build());
            jwt.sign(new RSASSASigner(rsaKey()));
            return jwt.serialize();
        } catch (JOSEException | CertificateEncodingException | NoSuchAlgorithmException e) {
            throw new IOException("cannot sign with the key: " + e.getMessage(), e);
        }
    }

    private RSAPrivateKey rsaKey() throws IOException {
        if (key instanceof RSAPrivateKey rsa) {
            return rsa;
        }
        throw new IOException(
                "the certificate's key is " + key.getAlgorithm() + ", but the token endpoint takes RSA keys only");
    }

    private static Base64URL thumbprint(X509Certificate certificate)
            throws CertificateEncodingException, NoSuchAlgorithmException {
        return Base64URL.encode(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
    }
}
