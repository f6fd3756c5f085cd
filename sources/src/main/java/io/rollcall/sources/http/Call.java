package io.rollcall.sources.http;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;

/**
 * An HTTP request.
 *
 * @param form for a POST: the fields of its body; a POST without any has an empty body
 * @param timeout until the last byte of the answer
 * @param maxBodyBytes of the answer, decompressed
 */
public record Call(
        String method,
        HttpUrl url,
        Map<String, String> headers,
        Optional<Map<String, String>> form,
        Duration timeout,
        long maxBodyBytes) {

    public Call {
        headers = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    /** This request with one more header. */
    public Call with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Call(method, url, more, form, timeout, maxBodyBytes);
    }

    /** This request to another address. */
    public Call to(HttpUrl other) {
        return new Call(method, other, headers, form, timeout, maxBodyBytes);
    }

    /** What people need to know about it: method and address without the query, which may be long and confidential. */
    public String shown() {
        return method + " "
                + url.newBuilder().query(null).username("").password("").build();
    }
}
