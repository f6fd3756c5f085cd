package io.rollcall.sim;

import io.rollcall.sim.event.StreamKind;
import io.rollcall.sim.fault.FaultInjector;
import io.rollcall.sim.fault.FaultRule;
import io.rollcall.sim.fault.FaultRulesJson;
import io.rollcall.sim.http.HttpHandler;
import io.rollcall.sim.http.Json;
import io.rollcall.sim.http.QueryOptions;
import io.rollcall.sim.http.Request;
import io.rollcall.sim.http.Response;
import io.rollcall.sim.http.Statistics;
import io.rollcall.sim.truth.Truth;
import io.rollcall.sim.truth.TruthEntry;
import io.rollcall.sim.truth.TruthQuery;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;

/**
 * {@code /simulator/…}, for programs in another process: {@code GET truth} (options {@code before},
 * {@code visible_before}, {@code stream}, {@code tenant}), {@code GET statistics}, {@code GET clock}, {@code POST faults}.
 */
final class ControlApi implements HttpHandler {
    private final Truth truth;
    private final Statistics statistics;
    private final FaultInjector faults;

    ControlApi(Truth truth, Statistics statistics, FaultInjector faults) {
        this.truth = truth;
        this.statistics = statistics;
        this.faults = faults;
    }

    @Override
    public Response handle(Request request) {
        try {
            return switch (request.method() + " " + request.path()) {
                case "GET /simulator/truth" -> truth(request.query());
                case "GET /simulator/statistics" ->
                    Response.json(200, statistics.snapshot().json());
                case "GET /simulator/clock" ->
                    Response.json(
                            200, Json.object().put("now", request.arrivedAt().toString()));
                case "POST /simulator/faults" -> replaceFaults(request);
                default -> Response.json(404, Json.object().put("error", "no such operation: " + request.path()));
            };
        } catch (IllegalArgumentException | DateTimeException e) {
            return Response.json(400, Json.object().put("error", e.getMessage()));
        }
    }

    private Response truth(QueryOptions options) {
        TruthQuery query = new TruthQuery(
                options.first("before").map(Instant::parse),
                options.first("visible_before").map(Instant::parse),
                options.first("stream").map(StreamKind::named),
                options.first("tenant"));
        return Response.streamed("application/x-ndjson", stream -> truth.tell(query, entry -> write(entry, stream)));
    }

    private Response replaceFaults(Request request) {
        List<FaultRule> rules = FaultRulesJson.parse(Json.parse(request.bodyText()));
        faults.replace(rules);
        return Response.json(200, Json.object().put("rules", rules.size()));
    }

    private static void write(TruthEntry entry, OutputStream stream) {
        try {
            stream.write(Json.bytes(entry.json()));
            stream.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException("the client of /simulator/truth went away", e);
        }
    }
}
