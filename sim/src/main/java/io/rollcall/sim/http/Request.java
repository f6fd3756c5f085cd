package io.rollcall.sim.http;

import io.rollcall.sim.fault.Fault;
import io.rollcall.sim.fault.FaultKind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request as received.
 *
 * @param ordinal number of the request since the server started, from 1
 * @param origin scheme and authority the client used, such as {@code http://127.0.0.1:8080}
 * @param path decoded path
 * @param rawQuery query string as sent, empty if there is none
 * @param headers values by lower-case name
 * @param arrivedAt true simulated time
 * @param fault what goes wrong with this request
 */
public record Request(
        long ordinal,
        String method,
        String origin,
        String path,
        String rawQuery,
        Map<String, String> headers,
        byte[] body,
        Instant arrivedAt,
        Optional<Fault> fault) {

    public Request {
        headers = Map.copyOf(headers);
    }

    public QueryOptions query() {
        return QueryOptions.parse(rawQuery);
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** Parts of the path between slashes, without the empty one before the first. */
    public List<String> segments() {
        return List.of(path.substring(1).split("/", -1));
    }

    public String bodyText() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Whether that goes wrong with this request. */
    public boolean suffers(FaultKind kind) {
        return fault.filter(actual -> actual.kind() == kind).isPresent();
    }

    /** Scheme, authority, path and query, as a client would write them. */
    public String uri() {
        return rawQuery.isEmpty() ? origin + path : origin + path + "?" + rawQuery;
    }
}
