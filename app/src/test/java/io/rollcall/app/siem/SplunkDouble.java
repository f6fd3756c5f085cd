package io.rollcall.app.siem;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.rollcall.engine.json.JsonText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** A server that answers exports as Splunk's search API does, of events that it is given. Thread-safe. */
public final class SplunkDouble implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Indexed> events = new ArrayList<>();
    private Instant brokenFrom = Instant.MAX;
    private int exports;

    private record Indexed(Instant time, String raw) {}

    public SplunkDouble() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/services/search/v2/jobs/export", this::export);
        server.start();
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public synchronized void index(Instant time, String raw) {
        events.add(new Indexed(time, raw));
    }

    public synchronized List<String> raw() {
        return events.stream().map(Indexed::raw).toList();
    }

    /** Lets the answers to searches that end after a time break off in the middle. */
    public synchronized void breakFrom(Instant time) {
        brokenFrom = time;
    }

    public synchronized int exports() {
        return exports;
    }

    private void export(HttpExchange exchange) throws IOException {
        try (exchange) {
            String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            byte[] answer = answer(fields(form)).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private static Map<String, String> fields(String form) {
        Map<String, String> fields = new HashMap<>();
        for (String part : form.split("&")) {
            String[] pair = part.split("=", 2);
            fields.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
        }
        return fields;
    }

    private synchronized String answer(Map<String, String> form) {
        exports++;
        Instant from = time(form.getOrDefault("earliest_time", ""));
        Instant to = time(form.getOrDefault("latest_time", ""));
        String search = form.getOrDefault("search", "");
        List<Indexed> found = events.stream()
                .filter(event -> !event.time().isBefore(from) && event.time().isBefore(to))
                .filter(event ->
                        !search.contains(" | regex _raw!=") || !event.raw().startsWith("{\"rollcall\":{\"notice\":"))
                .filter(event -> !search.contains(") (\"") || hasOneOf(event.raw(), search))
                .toList();
        if (search.endsWith(" | stats count by hour")) {
            return byHour(found);
        }
        if (search.endsWith(" | stats count")) {
            return "{\"preview\":false,\"offset\":0,\"lastrow\":true,\"result\":{\"count\":\"" + found.size()
                    + "\"}}\n";
        }
        StringBuilder answer = new StringBuilder();
        for (int i = 0; i < found.size(); i++) {
            answer.append("{\"preview\":false,\"offset\":")
                    .append(i)
                    .append(",\"result\":{\"_raw\":")
                    .append(JsonText.quoted(found.get(i).raw()))
                    .append("}}\n");
        }
        return answer + (to.isAfter(brokenFrom) ? "" : "{\"preview\":false,\"lastrow\":true}\n");
    }

    private static String byHour(List<Indexed> found) {
        Map<Long, Long> hours = new TreeMap<>(found.stream()
                .collect(Collectors.groupingBy(
                        event -> Math.floorDiv(event.time().getEpochSecond(), 3600L) * 3600, Collectors.counting())));
        StringBuilder answer = new StringBuilder();
        int offset = 0;
        for (Map.Entry<Long, Long> hour : hours.entrySet()) {
            answer.append("{\"preview\":false,\"offset\":")
                    .append(offset)
                    .append(",\"result\":{\"hour\":\"")
                    .append(hour.getKey())
                    .append("\",\"count\":\"")
                    .append(hour.getValue())
                    .append("\"}}\n");
            offset++;
        }
        return answer + "{\"preview\":false,\"lastrow\":true}\n";
    }

    private static Instant time(String seconds) {
        return Instant.EPOCH.plusNanos(new BigDecimal(seconds).movePointRight(9).longValueExact());
    }

    private static boolean hasOneOf(String raw, String search) {
        String ids = search.substring(search.indexOf(") (\"") + 4, search.lastIndexOf("\")"));
        return List.of(ids.split("\" OR \"")).stream().anyMatch(id -> raw.contains("\"" + id + "\""));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
