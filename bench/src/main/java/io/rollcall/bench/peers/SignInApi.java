package io.rollcall.bench.peers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rollcall.engine.time.Clock;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The sign-in report of Microsoft Graph (docs/vendors/microsoft-graph.md), read the way its documentation says: a token by
 * client credentials, every next link followed, Retry-After obeyed. Used by one thread.
 */
final class SignInApi {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration ANSWER_TIMEOUT = Duration.ofMinutes(1);
    private static final Duration TOKEN_MARGIN = Duration.ofMinutes(5);
    private static final Duration USUAL_WAIT = Duration.ofSeconds(10);
    private static final int MAX_ATTEMPTS = 6;

    private final Account account;
    private final Clock clock;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ANSWER_TIMEOUT)
            .build();
    private String token = "";
    private Instant renewTokenAt = Instant.MIN;

    /** @param clock for the token's life and for waits; time-outs of answers are real time */
    SignInApi(Account account, Clock clock) {
        this.account = account;
        this.clock = clock;
    }

    /** All sign-ins from a moment up to another, both included, oldest first. */
    List<SignIn> between(Instant from, Instant to) throws IOException, InterruptedException {
        return find("createdDateTime ge " + from + " and createdDateTime le " + to);
    }

    /**
     * All sign-ins for which a filter holds, oldest first.
     *
     * @throws IOException if one of its pages could not be had
     */
    List<SignIn> find(String filter) throws IOException, InterruptedException {
        List<SignIn> found = new ArrayList<>();
        String next = account.base() + "/v1.0/auditLogs/signIns?$top=1000&$orderby=createdDateTime&$filter="
                + URLEncoder.encode(filter, StandardCharsets.UTF_8);
        while (!next.isEmpty()) {
            JsonNode page = get(URI.create(next));
            for (JsonNode record : page.path("value")) {
                found.add(new SignIn(
                        record.path("id").asText(),
                        Instant.parse(record.path("createdDateTime").asText()),
                        record.toString()));
            }
            next = page.path("@odata.nextLink").asText("");
        }
        return found;
    }

    private JsonNode get(URI uri) throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            HttpRequest request = HttpRequest.newBuilder(uri)
                    .timeout(ANSWER_TIMEOUT)
                    .header("Authorization", "Bearer " + token())
                    .build();
            HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
            boolean isPassing = response.statusCode() == 429 || response.statusCode() >= 500;
            if (!isPassing || attempt == MAX_ATTEMPTS) {
                return body(response);
            }
            clock.sleep(response.headers()
                    .firstValue("Retry-After")
                    .filter(value -> value.matches("\\d{1,6}"))
                    .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                    .orElse(USUAL_WAIT));
        }
    }

    private String token() throws IOException, InterruptedException {
        if (!clock.now().isBefore(renewTokenAt)) {
            String form = "grant_type=client_credentials&scope=" + encoded("https://graph.microsoft.com/.default")
                    + "&client_id=" + encoded(account.clientId()) + "&client_secret="
                    + encoded(account.clientSecret());
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create(account.base() + "/" + account.tenant() + "/oauth2/v2.0/token"))
                    .timeout(ANSWER_TIMEOUT)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(form))
                    .build();
            JsonNode answer = body(http.send(request, BodyHandlers.ofByteArray()));
            token = answer.path("access_token").asText();
            Duration life = Duration.ofSeconds(answer.path("expires_in").asLong());
            renewTokenAt = clock.now().plus(life).minus(TOKEN_MARGIN);
        }
        return token;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static JsonNode body(HttpResponse<byte[]> response) throws IOException {
        if (response.statusCode() != 200) {
            throw new IOException(response.uri().getPath() + " answered HTTP " + response.statusCode() + ": "
                    + new String(response.body(), StandardCharsets.UTF_8));
        }
        return JSON.readTree(response.body());
    }
}
