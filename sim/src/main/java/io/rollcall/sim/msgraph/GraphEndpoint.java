package io.rollcall.sim.msgraph;

import io.rollcall.sim.event.StreamKind;
import io.rollcall.sim.odata.QueryRefused;
import io.rollcall.sim.odata.Report;
import io.rollcall.sim.odata.ReportQuery;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A path and what it serves.
 *
 * @param name for statistics, when the stream is not yet known
 * @param stream what it serves when no sign-in type is asked for
 * @param typed whether sign-in types can be asked for
 * @param needsDirectoryRole whether {@code Directory.Read.All} is needed as well
 */
record GraphEndpoint(Report report, String name, StreamKind stream, boolean typed, boolean needsDirectoryRole) {
    private static final Set<StreamKind> USER_STREAMS =
            Set.of(StreamKind.ENTRA_INTERACTIVE, StreamKind.ENTRA_NON_INTERACTIVE);

    /** Endpoints by path in lower case. */
    static Map<String, GraphEndpoint> all(long seed) {
        Map<String, GraphEndpoint> endpoints = new HashMap<>();
        endpoints.put("/v1.0/auditlogs/signins", signIns(GraphReports.signIns(seed), false));
        endpoints.put("/beta/auditlogs/signins", signIns(GraphReports.betaSignIns(seed), true));
        for (String version : List.of("v1.0", "beta")) {
            endpoints.put(
                    "/" + version + "/auditlogs/directoryaudits",
                    audits(GraphReports.directoryAudits(seed, version), StreamKind.ENTRA_DIRECTORY, true));
            endpoints.put(
                    "/" + version + "/auditlogs/provisioning",
                    audits(GraphReports.provisioning(seed, version), StreamKind.ENTRA_PROVISIONING, false));
        }
        return Map.copyOf(endpoints);
    }

    /** The streams that a query asks for; user and workload sign-ins cannot be asked for together. */
    Set<StreamKind> streams(ReportQuery query) {
        Set<String> types = typed ? query.elementsOf(GraphReports.SIGN_IN_TYPES) : Set.of();
        if (types.isEmpty()) {
            return Set.of(stream);
        }
        Set<StreamKind> streams = GraphRecords.SIGN_INS.stream()
                .filter(signIns -> types.contains(BetaSignInRecord.type(signIns)))
                .collect(Collectors.toSet());
        boolean users = streams.stream().anyMatch(USER_STREAMS::contains);
        if (users && !USER_STREAMS.containsAll(streams)) {
            throw new QueryRefused("Invalid filter clause");
        }
        return streams;
    }

    private static GraphEndpoint signIns(Report report, boolean typed) {
        return new GraphEndpoint(report, "entra-signins", StreamKind.ENTRA_INTERACTIVE, typed, false);
    }

    private static GraphEndpoint audits(Report report, StreamKind stream, boolean needsDirectoryRole) {
        return new GraphEndpoint(report, stream.streamName(), stream, false, needsDirectoryRole);
    }
}
