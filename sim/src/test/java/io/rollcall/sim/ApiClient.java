package io.rollcall.sim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Plain client of the simulated APIs with the default credentials. */
final class ApiClient {
    static final String TENANT = SimulatorOptions.defaultTenant().id();
    static final String GRAPH = "https://graph.microsoft.com";
    static final String AAD_GRAPH = "https://graph.windows.net";
    static final String OFFICE365 = "https://manage.office.com";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI baseUri;
    private Optional<String> token = Optional.empty();

    ApiClient(Simulator simulator) {
        this.baseUri = simulator.baseUri();
    }

    /** Client with a fresh token for that resource. */
    static ApiClient of(Simulator simulator, String resource) {
        ApiClient client = new ApiClient(simulator);
        client.token = Optional.of(client.newToken(resource));
        return client;
    }

    String newToken(String resource) {
        Answer answer = post(
                "/" + TENANT + "/oauth2/v2.0/token",
                form(Map.of(
                        "grant_type",
                        "client_credentials",
                        "client_id",
                        SimulatorOptions.DEFAULT_CLIENT_ID,
                        "client_secret",
                        SimulatorOptions.DEFAULT_CLIENT_SECRET,
                        "scope",
                        resource + "/.default")));
        return answer.json().path("access_token").asText();
    }

    void useToken(String newToken) {
        token = Optional.of(newToken);
    }

    /** GET of a path, or of an absolute address, as it is. */
    Answer get(String target, String... headers) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(uri(target));
        for (int at = 0; at < headers.length; at += 2) {
            builder.header(headers[at], headers[at + 1]);
        }
        return send(builder.GET());
    }

    Answer post(String target, String body) {
        return send(HttpRequest.newBuilder(uri(target))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    Answer postWithBasic(String target, String body, String basic) {
        return send(HttpRequest.newBuilder(uri(target))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Authorization", "Basic " + basic)
                .POST(BodyPublishers.ofString(body)));
    }

    /** Records of a report, from its first page to the last. */
    List<JsonNode> drain(String target) {
        List<JsonNode> records = new ArrayList<>();
        Optional<String> next = Optional.of(target);
        while (next.isPresent()) {
            Answer answer = get(next.get());
            if (answer.status() != 200) {
                throw new AssertionError("HTTP " + answer.status() + " for " + next.get() + ": " + answer.body());
            }
            answer.json().path("value").forEach(records::add);
            next = answer.nextLink();
        }
        return records;
    }

    /** GET that is allowed to fail below HTTP. */
    HttpResponse<String> exchange(String target, Duration timeout) throws IOException, InterruptedException {
        HttpRequest.Builder builder = HttpRequest.newBuilder(uri(target)).timeout(timeout);
        token.ifPresent(text -> builder.header("Authorization", "Bearer " + text));
        return http.send(builder.build(), BodyHandlers.ofString());
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private URI uri(String target) {
        return URI.create(target.startsWith("http") ? target : baseUri + target);
    }

    private Answer send(HttpRequest.Builder builder) {
        boolean authorized =
                builder.build().headers().firstValue("Authorization").isPresent();
        token.filter(unused -> !authorized).ifPresent(text -> builder.header("Authorization", "Bearer " + text));
        try {
            HttpResponse<byte[]> response = http.send(builder.build(), BodyHandlers.ofByteArray());
            return new Answer(response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What came back. */
    record Answer(HttpResponse<byte[]> response) {
        int status() {
            return response.statusCode();
        }

        String body() {
            return new String(response.body(), StandardCharsets.UTF_8);
        }

        JsonNode json() {
            try {
                return MAPPER.readTree(response.body());
            } catch (IOException e) {
                throw new UncheckedIOException(body(), e);
            }
        }

        Optional<String> header(String name) {
            return response.headers().firstValue(name);
        }

        Optional<String> nextLink() {
            return Optional.ofNullable(json().get("@odata.nextLink")).map(JsonNode::asText);
        }
    }
}
