package io.rollcall.sources.auth;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import java.text.ParseException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import okhttp3.HttpUrl;

/**
 * An access token.
 *
 * @param value the token itself, a secret
 * @param renewAt from when on a new one is taken, on our clock
 * @param base where the API is, if the answer with the token said so
 */
record AccessToken(String value, Instant renewAt, Optional<HttpUrl> base) {

    /**
     * The application roles the token says it carries. Its signature is not checked: it is the API's business to believe it;
     * this only serves to explain a refusal before it happens. Empty if the token cannot be looked into.
     */
    Optional<Set<String>> roles() {
        try {
            JWTClaimsSet claims = JWTParser.parse(value).getJWTClaimsSet();
            if (claims == null) {
                return Optional.empty();
            }
            List<String> roles = claims.getStringListClaim("roles");
            return Optional.of(roles == null ? Set.of() : new TreeSet<>(roles));
        } catch (ParseException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "(secret), to be renewed at " + renewAt;
    }
}
