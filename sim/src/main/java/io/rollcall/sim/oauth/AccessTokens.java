package io.rollcall.sim.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.sim.http.Json;
import io.rollcall.sim.http.Request;
import io.rollcall.sim.oauth.TokenCheck.Accepted;
import io.rollcall.sim.oauth.TokenCheck.Reason;
import io.rollcall.sim.oauth.TokenCheck.Refused;
import io.rollcall.sim.random.Draws;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Issuer and checker of access tokens: JWTs (RFC 7519) with the claims of a version 1 token, signed with a key of the
 * simulator (HS256), so that only its own tokens pass. Times are those of the API. Thread-safe.
 */
public final class AccessTokens {
    private static final String HEADER = "{\"typ\":\"JWT\",\"alg\":\"HS256\",\"kid\":\"simulator\"}";
    private static final Duration ALLOWED_SKEW = Duration.ofMinutes(5);

    private final byte[] key;
    private final Duration lifetime;
    private final InstantSource apiTime;

    /** @param lifetime simulated time for which a token is good */
    public AccessTokens(long seed, Duration lifetime, InstantSource apiTime) {
        this.key = Draws.of(seed, Draws.part("access tokens")).hex(64).getBytes(StandardCharsets.US_ASCII);
        this.lifetime = lifetime;
        this.apiTime = apiTime;
    }

    Duration lifetime() {
        return lifetime;
    }

    /** New token as compact JWT; {@code byCertificate} tells how the client proved itself. */
    String issue(Tenant tenant, ClientRegistration client, String resource, boolean byCertificate) {
        Instant now = apiTime.instant();
        ObjectNode claims = Json.object()
                .put("aud", resource)
                .put("iss", "https://sts.windows.net/" + tenant.id() + "/")
                .put("iat", now.getEpochSecond())
                .put("nbf", now.minus(ALLOWED_SKEW).getEpochSecond())
                .put("exp", now.plus(lifetime).getEpochSecond())
                .put("appid", client.id())
                .put("appidacr", byCertificate ? "2" : "1")
                .put("oid", Draws.of(Draws.part(client.id())).uuid())
                .put("tid", tenant.id())
                .put("ver", "1.0");
        Set<String> known = ApiAudience.ofResource(resource).orElseThrow().roles();
        client.roles().stream()
                .filter(known::contains)
                .sorted()
                .forEach(role -> claims.withArray("roles").add(role));
        String unsigned =
                Base64Url.encode(HEADER.getBytes(StandardCharsets.UTF_8)) + "." + Base64Url.encode(Json.bytes(claims));
        return unsigned + "." + Base64Url.encode(signature(unsigned));
    }

    /** Checks signature, life time and audience of the token of a request. Tenant and roles are left to the API. */
    public TokenCheck check(Request request, ApiAudience audience) {
        String header = request.header("authorization").orElse("");
        if (!header.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return new Refused(Reason.MISSING);
        }
        String[] parts = header.substring(7).trim().split("\\.", -1);
        try {
            return parts.length == 3 ? check(parts, audience) : new Refused(Reason.MALFORMED);
        } catch (IllegalArgumentException e) {
            return new Refused(Reason.MALFORMED);
        }
    }

    private TokenCheck check(String[] parts, ApiAudience audience) {
        if (!MessageDigest.isEqual(signature(parts[0] + "." + parts[1]), Base64Url.decode(parts[2]))) {
            return new Refused(Reason.WRONG_SIGNATURE);
        }
        AccessToken token = token(Json.parse(Base64Url.decodeText(parts[1])));
        if (!token.expiry().isAfter(apiTime.instant())) {
            return new Refused(Reason.EXPIRED);
        }
        boolean meant = ApiAudience.ofResource(token.audience())
                .filter(audience::equals)
                .isPresent();
        return meant ? new Accepted(token) : new Refused(Reason.WRONG_AUDIENCE);
    }

    private static AccessToken token(JsonNode claims) {
        Set<String> roles = new HashSet<>();
        claims.path("roles").forEach(role -> roles.add(role.asText()));
        return new AccessToken(
                claims.path("aud").asText(),
                claims.path("tid").asText(),
                claims.path("appid").asText(),
                roles,
                Instant.ofEpochSecond(claims.path("exp").asLong()));
    }

    private byte[] signature(String unsigned) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(unsigned.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is missing from this Java runtime", e);
        }
    }
}
