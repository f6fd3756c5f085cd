package io.rollcall.sources.mock;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * A response to give.
 *
 * @param sentBytes how many bytes of the body are sent before the connection breaks or stalls; all if negative
 * @param stalls whether the connection stays open without the rest, instead of breaking
 */
public record MockResponse(int status, Map<String, String> headers, byte[] body, int sentBytes, boolean stalls) {

    public static MockResponse json(String body) {
        return of(200, body);
    }

    public static MockResponse of(int status, String body) {
        return new MockResponse(status, Map.of(), body.getBytes(StandardCharsets.UTF_8), -1, false);
    }

    public MockResponse with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new MockResponse(status, more, body, sentBytes, stalls);
    }

    public MockResponse gzipped() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new MockResponse(status, headers, bytes.toByteArray(), sentBytes, stalls)
                .with("Content-Encoding", "gzip");
    }

    public MockResponse cutAfter(int bytes) {
        return new MockResponse(status, headers, body, bytes, false);
    }

    public MockResponse stalledAfter(int bytes) {
        return new MockResponse(status, headers, body, bytes, true);
    }
}
