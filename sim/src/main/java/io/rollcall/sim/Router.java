package io.rollcall.sim;

import io.rollcall.sim.http.HttpHandler;
import io.rollcall.sim.http.Json;
import io.rollcall.sim.http.Request;
import io.rollcall.sim.http.Response;
import java.util.List;
import java.util.Locale;

/**
 * Way from a path to the API that serves it; the paths are those of the real services.
 *
 * @param control {@code /simulator/…}
 * @param graph {@code /v1.0/auditLogs/…} and {@code /beta/auditLogs/…}
 * @param office365 {@code /api/v1.0/{tenant}/activity/feed/…}
 * @param tokens {@code /{tenant}/oauth2/token} and {@code /{tenant}/oauth2/v2.0/token}
 * @param aadGraph {@code /{tenant}/activities/…}
 */
record Router(HttpHandler control, HttpHandler graph, HttpHandler office365, HttpHandler tokens, HttpHandler aadGraph)
        implements HttpHandler {

    @Override
    public Response handle(Request request) {
        List<String> segments = request.segments();
        String first = segments.get(0).toLowerCase(Locale.ROOT);
        String second = segments.size() > 1 ? segments.get(1).toLowerCase(Locale.ROOT) : "";
        if (first.equals("simulator")) {
            return control.handle(request);
        }
        if (second.equals("auditlogs") && (first.equals("v1.0") || first.equals("beta"))) {
            return graph.handle(request);
        }
        if (first.equals("api") && segments.size() > 5 && (second.equals("v1.0") || second.equals("v1"))) {
            return office365.handle(request);
        }
        if (second.equals("oauth2") && request.path().endsWith("/token")) {
            return tokens.handle(request);
        }
        return second.equals("activities") ? aadGraph.handle(request) : unknown(request);
    }

    private static Response unknown(Request request) {
        String text = "the simulator serves no path " + request.path() + "; it serves /{tenant}/oauth2/token,"
                + " /{tenant}/oauth2/v2.0/token, /{tenant}/activities/…, /v1.0/auditLogs/…, /beta/auditLogs/…,"
                + " /api/v1.0/{tenant}/activity/feed/… and /simulator/…";
        return Response.json(404, Json.object().put("simulatorFailure", text));
    }
}
