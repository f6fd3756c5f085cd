package io.rollcall.sim.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.sim.http.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A JWT with which a client proves that it holds its private key (RFC 7523; docs/vendors, ms-graph, authentication). */
record ClientAssertion(JsonNode header, JsonNode claims, String signedPart, byte[] signature) {
    private static final Duration ALLOWED_SKEW = Duration.ofMinutes(5);

    /** Assertion of a compact JWT; empty if the text is none. */
    static Optional<ClientAssertion> parse(String jwt) {
        String[] parts = jwt.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ClientAssertion(
                    Json.parse(Base64Url.decodeText(parts[0])),
                    Json.parse(Base64Url.decodeText(parts[1])),
                    parts[0] + "." + parts[1],
                    Base64Url.decode(parts[2])));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Client that the assertion speaks for. */
    String subject() {
        return claims.path("sub").asText();
    }

    /** Why the assertion proves nothing; empty if it is good. */
    Optional<TokenRefusal> refusal(String clientId, X509Certificate certificate, List<String> audiences, Instant now) {
        if (claims.path("jti").asText().isEmpty()) {
            return Optional.of(TokenRefusal.malformedAssertion());
        }
        if (!names(certificate)) {
            return Optional.of(TokenRefusal.unknownCertificate());
        }
        if (!signedBy(certificate)) {
            return Optional.of(TokenRefusal.wrongSignature());
        }
        if (!subject().equals(clientId) || !claims.path("iss").asText().equals(clientId)) {
            return Optional.of(TokenRefusal.wrongIssuer());
        }
        if (!audiences.contains(claims.path("aud").asText())) {
            return Optional.of(TokenRefusal.wrongAudience());
        }
        return current(now) ? Optional.empty() : Optional.of(TokenRefusal.outsideLifetime());
    }

    private boolean names(X509Certificate certificate) {
        if (header.has("x5t#S256")) {
            return header.path("x5t#S256").asText().equals(thumbprint(certificate, "SHA-256"));
        }
        return header.path("x5t").asText().equals(thumbprint(certificate, "SHA-1"));
    }

    private boolean signedBy(X509Certificate certificate) {
        try {
            Signature verifier = verifier();
            verifier.initVerify(certificate.getPublicKey());
            verifier.update(signedPart.getBytes(StandardCharsets.US_ASCII));
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private Signature verifier() throws GeneralSecurityException {
        String algorithm = header.path("alg").asText();
        if (algorithm.equals("PS256")) {
            Signature verifier = Signature.getInstance("RSASSA-PSS");
            verifier.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
            return verifier;
        }
        if (algorithm.equals("RS256")) {
            return Signature.getInstance("SHA256withRSA");
        }
        throw new GeneralSecurityException("algorithm " + algorithm + " is neither PS256 nor RS256");
    }

    private boolean current(Instant now) {
        Instant notBefore = Instant.ofEpochSecond(claims.path("nbf").asLong());
        Instant expiry = Instant.ofEpochSecond(claims.path("exp").asLong());
        return !now.plus(ALLOWED_SKEW).isBefore(notBefore)
                && now.minus(ALLOWED_SKEW).isBefore(expiry);
    }

    private static String thumbprint(X509Certificate certificate, String algorithm) {
        try {
            return Base64Url.encode(MessageDigest.getInstance(algorithm).digest(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot take the " + algorithm + " thumbprint of a certificate", e);
        }
    }
}
