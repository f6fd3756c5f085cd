package io.rollcall.sources.http;

import io.rollcall.engine.event.Slice;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import okhttp3.Headers;

/**
 * A complete HTTP response.
 *
 * @param body decompressed
 * @param sent when the request was sent, in steady time
 * @param received when the last byte had arrived, in steady time
 */
public record Answer(int status, Headers headers, Slice body, Instant sent, Instant received) {

    /** The first header of that name in any case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** All headers of that name in any case. */
    public List<String> headers(String name) {
        return headers.values(name);
    }

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** The API's clock in the answer's Date header. */
    public Optional<Instant> date() {
        return header("Date").flatMap(HttpDates::parse);
    }
}
