package io.rollcall.sim.oauth;

import io.rollcall.sim.http.QueryOptions;
import io.rollcall.sim.http.Request;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * How a client says who it is.
 *
 * @param clientId empty if it does not say
 * @param secret from the form or from HTTP Basic
 * @param assertion compact JWT
 */
record ClientCredentials(String clientId, Optional<String> secret, Optional<String> assertion) {
    private static final String ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    static ClientCredentials of(Request request, QueryOptions form) {
        Optional<String> assertion = form.first("client_assertion")
                .filter(unused -> form.first("client_assertion_type", "").equals(ASSERTION_TYPE));
        String clientId = form.first("client_id")
                .or(() -> assertion.flatMap(ClientAssertion::parse).map(ClientAssertion::subject))
                .orElse("");
        ClientCredentials inForm = new ClientCredentials(clientId, form.first("client_secret"), assertion);
        return inForm.secret.isPresent() || assertion.isPresent()
                ? inForm
                : basic(request.header("authorization").orElse("")).orElse(inForm);
    }

    private static Optional<ClientCredentials> basic(String header) {
        if (!header.regionMatches(true, 0, "Basic ", 0, 6)) {
            return Optional.empty();
        }
        String pair;
        try {
            pair = new String(Base64.getDecoder().decode(header.substring(6).trim()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        int colon = pair.indexOf(':');
        return colon < 0
                ? Optional.empty()
                : Optional.of(new ClientCredentials(
                        decoded(pair.substring(0, colon)),
                        Optional.of(decoded(pair.substring(colon + 1))),
                        Optional.empty()));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
