package io.rollcall.sim.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A response before it is sent.
 *
 * @param headers values by name, whose case is kept on the wire
 */
public record Response(int status, Map<String, String> headers, Content content, Trace trace) {
    private static final String JSON_TYPE = "application/json; charset=utf-8";

    public Response {
        headers = Map.copyOf(headers);
    }

    public static Response json(int status, JsonNode node) {
        return jsonBytes(status, Json.bytes(node));
    }

    public static Response jsonBytes(int status, byte[] bytes) {
        return new Response(status, Map.of(), new Content.Bytes(JSON_TYPE, bytes), Trace.NONE);
    }

    public static Response html(int status, String page) {
        byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
        return new Response(status, Map.of(), new Content.Bytes("text/html", bytes), Trace.NONE);
    }

    public static Response empty(int status) {
        return new Response(status, Map.of(), new Content.Bytes(JSON_TYPE, new byte[0]), Trace.NONE);
    }

    public static Response streamed(String type, Content.Writer writer) {
        return new Response(200, Map.of(), new Content.Streamed(type, writer), Trace.NONE);
    }

    public Response withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Response(status, more, content, trace);
    }

    public Response withTrace(Trace newTrace) {
        return new Response(status, headers, content, newTrace);
    }
}
