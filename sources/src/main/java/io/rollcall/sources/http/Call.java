package io.rollcall.sources.http;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;

/**
 * An HTTP request.
 *
 * @param body of a POST; one without has an empty body
 * @param timeout until the last byte of the answer
 * @param maxBodyBytes of the answer, decompressed
 */
public record Call(
        String method,
        HttpUrl url,
        Map<String, String> headers,
        Optional<Payload> body,
        Duration timeout,
        long maxBodyBytes) {

    public Call {
        headers = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    /** This request with one more header. */
    public Call with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Call(method, url, more, body, timeout, maxBodyBytes);
    }

    /** This request to another address. */
    public Call to(HttpUrl other) {
        return new Call(method, other, headers, body, timeout, maxBodyBytes);
    }

    /** This request with another body. */
    public Call with(Payload other) {
        return new Call(method, url, headers, Optional.of(other), timeout, maxBodyBytes);
    }

    @Override
    public String toString() {
        return shown();
    }

    /** What people need to know about it: method and address without the query, which may be long and confidential. */
    public String shown() {
        return method + " "
                + url.newBuilder().query(null).username("").password("").build();
    }
}
