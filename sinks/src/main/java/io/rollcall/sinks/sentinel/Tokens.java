package io.rollcall.sinks.sentinel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rollcall.engine.time.Clock;
import io.rollcall.options.Secret;
import io.rollcall.sinks.http.Answer;
import io.rollcall.sinks.http.Courier;
import io.rollcall.sinks.http.HttpOptions;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Access tokens, each used until it is about to expire or was refused. Thread-safe. */
final class Tokens {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Duration MARGIN = Duration.ofMinutes(5);

    private final AzureIdentity identity;
    private final String audience;
    private final Courier courier;
    private final Clock clock;
    private @Nullable Secret current;
    private Instant renewal = Instant.EPOCH;

    /**
     * @param audience what tokens are for
     * @param http how to reach where tokens are had, but for the address
     * @throws IOException if certificates cannot be read
     */
    Tokens(AzureIdentity identity, String audience, HttpOptions http, Clock clock) throws IOException {
        this(identity, audience, courier(identity, http), clock);
    }

    private Tokens(AzureIdentity identity, String audience, Courier courier, Clock clock) {
        this.identity = identity;
        this.audience = audience;
        this.courier = courier;
        this.clock = clock;
    }

    private static Courier courier(AzureIdentity identity, HttpOptions http) throws IOException {
        URI uri = identity.fold(
                application -> application.authority().resolve("/" + application.tenant() + "/oauth2/v2.0/token"),
                managed -> managed.endpoint());
        return new Courier(
                new HttpOptions(uri, http.timeout(), http.maxBytes(), false, http.authorities(), Optional.empty()),
                Map.of());
    }

    /**
     * A token that is good for some minutes.
     *
     * @throws NoToken if there is none to be had; its message says what to check
     */
    synchronized Secret token() throws IOException, InterruptedException {
        Secret token = current;
        if (token == null || !clock.steady().isBefore(renewal)) {
            token = renewed();
            current = token;
        }
        return token;
    }

    /** Forgets a token that was refused. */
    synchronized void forget(Secret refused) {
        if (current != null && current.equals(refused)) {
            current = null;
        }
    }

    private Secret renewed() throws IOException, InterruptedException {
        Instant asked = clock.steady();
        Answer answer = answer();
        if (answer.status() != 200) {
            throw new NoToken(
                    "no token from " + courier.options().uri() + ": " + answer.shown()
                            + ". Check identity in the configuration",
                    answer.retryAfter());
        }
        JsonNode json = json(answer);
        long seconds = json.path("expires_in").asLong();
        String token = json.path("access_token").asText();
        if (token.isEmpty() || seconds <= 0) {
            throw new NoToken(
                    "the answer of " + courier.options().uri() + " holds no token. Check identity in the configuration",
                    answer.retryAfter());
        }
        Duration life = Duration.ofSeconds(seconds);
        renewal = asked.plus(life.compareTo(MARGIN.multipliedBy(2)) > 0 ? life.minus(MARGIN) : life.dividedBy(2));
        return new Secret("Bearer " + token);
    }

    private Answer answer() throws IOException, InterruptedException {
        try {
            return ask();
        } catch (IOException e) {
            NoToken none = new NoToken(
                    "no answer from " + courier.options().uri() + " (" + e
                            + "). Check identity in the configuration, and that this machine gets there",
                    Optional.empty());
            none.initCause(e);
            throw none;
        }
    }

    /** The answer is not shown: it holds a secret. */
    private JsonNode json(Answer answer) throws NoToken {
        try {
            return MAPPER.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new NoToken(
                    "the answer of " + courier.options().uri() + " is no JSON. Check identity in the configuration",
                    answer.retryAfter());
        }
    }

    private Answer ask() throws IOException, InterruptedException {
        if (identity instanceof AzureIdentity.Application application) {
            String form = "grant_type=client_credentials&client_id=" + encoded(application.clientId())
                    + "&client_secret=" + encoded(application.clientSecret().reveal())
                    + "&scope=" + encoded(audience + "/.default");
            return courier.post(form.getBytes(StandardCharsets.UTF_8), "application/x-www-form-urlencoded");
        }
        String more = ((AzureIdentity.Managed) identity)
                .clientId()
                .map(id -> "&client_id=" + encoded(id))
                .orElse("");
        return courier.get(
                courier.options().uri().getPath() + "?api-version=2018-02-01&resource=" + encoded(audience) + more,
                Map.of("Metadata", new Secret("true")));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
