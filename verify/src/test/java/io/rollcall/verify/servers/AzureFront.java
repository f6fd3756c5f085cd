package io.rollcall.verify.servers;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keycloak where Azure has its token endpoint, and an ingestion endpoint that asks Keycloak whether a token is good. */
final class AzureFront implements AutoCloseable {

    private static final String TOKENS = "/contoso/oauth2/v2.0/token";
    private static final String INGESTION = "/dataCollectionRules/";

    private final Keycloak keycloak;
    private final String asker;
    private final HttpServer server;
    private final List<String> tokens = new CopyOnWriteArrayList<>();

    /** @param asker the form fields of a client that may ask about tokens */
    AzureFront(Keycloak keycloak, String asker) throws IOException {
        this.keycloak = keycloak;
        this.asker = asker;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(TOKENS, exchange -> answer(exchange, this::token));
        server.createContext(INGESTION, exchange -> answer(exchange, this::ingestion));
        server.start();
    }

    /** A status and a body. */
    private record Answer(int status, byte[] body) {}

    /** Answers a request. */
    @FunctionalInterface
    private interface Role {
        Answer play(HttpExchange exchange) throws IOException, InterruptedException;
    }

    private static void answer(HttpExchange exchange, Role role) throws IOException {
        try (exchange) {
            Answer answer = role.play(exchange);
            exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Answer token(HttpExchange exchange) throws IOException, InterruptedException {
        String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        HttpResponse<byte[]> answer = keycloak.post("token", form);
        return new Answer(answer.statusCode(), answer.body());
    }

    private Answer ingestion(HttpExchange exchange) throws IOException, InterruptedException {
        exchange.getRequestBody().readAllBytes();
        String token = exchange.getRequestHeaders().getFirst("Authorization").replaceFirst("^Bearer ", "");
        HttpResponse<byte[]> about =
                keycloak.post("token/introspect", asker + "&token=" + URLEncoder.encode(token, StandardCharsets.UTF_8));
        boolean isGood = new String(about.body(), StandardCharsets.UTF_8).contains("\"active\":true");
        tokens.add(token);
        return isGood ? new Answer(204, new byte[0]) : new Answer(401, "{}".getBytes(StandardCharsets.UTF_8));
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The tokens that rows came with, in order. */
    List<String> tokens() {
        return List.copyOf(tokens);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
