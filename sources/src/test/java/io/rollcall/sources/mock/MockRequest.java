package io.rollcall.sources.mock;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A request as it came in.
 *
 * @param path not decoded
 * @param query decoded, in order
 * @param headers names in lower case
 */
public record MockRequest(
        String method, String path, Map<String, String> query, Map<String, String> headers, String body) {

    static MockRequest of(String requestLine, Map<String, String> headers, String body) {
        String[] words = requestLine.split(" ");
        int mark = words[1].indexOf('?');
        String path = mark < 0 ? words[1] : words[1].substring(0, mark);
        return new MockRequest(words[0], path, pairs(mark < 0 ? "" : words[1].substring(mark + 1)), headers, body);
    }

    /** The fields of a form. */
    public Map<String, String> form() {
        return pairs(body);
    }

    public String header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    private static Map<String, String> pairs(String text) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String pair : text.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                pairs.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
        return pairs;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
