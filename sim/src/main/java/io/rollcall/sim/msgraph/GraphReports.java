package io.rollcall.sim.msgraph;

import static io.rollcall.sim.odata.Operator.CONTAINS;
import static io.rollcall.sim.odata.Operator.EQ;
import static io.rollcall.sim.odata.Operator.GE;
import static io.rollcall.sim.odata.Operator.GT;
import static io.rollcall.sim.odata.Operator.LE;
import static io.rollcall.sim.odata.Operator.LT;
import static io.rollcall.sim.odata.Operator.NE;
import static io.rollcall.sim.odata.Operator.STARTSWITH;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.sim.event.EventVersion;
import io.rollcall.sim.event.RecordShape;
import io.rollcall.sim.event.StreamKind;
import io.rollcall.sim.http.Json;
import io.rollcall.sim.odata.FilterRules;
import io.rollcall.sim.odata.Operator;
import io.rollcall.sim.odata.Report;
import io.rollcall.sim.odata.Report.PropertyReader;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The reports under {@code auditLogs} and the filters each supports (docs/vendors, ms-graph, filters). */
final class GraphReports {
    static final String SIGN_IN_TYPES = "signInEventTypes";

    private static final Set<Operator> TIME = Set.of(EQ, GE, LE, GT, LT);
    private static final Set<Operator> EXACT = Set.of(EQ);
    private static final Set<Operator> PREFIX = Set.of(EQ, STARTSWITH);

    private GraphReports() {}

    static Report signIns(long seed) {
        FilterRules rules = new FilterRules("microsoft.graph.signIn", "createdDateTime", signInOperators());
        return new Report(
                "/v1.0/auditLogs/signins",
                "/v1.0/$metadata#auditLogs/signIns",
                rules,
                new SignInRecord(seed),
                PropertyReader.IN_RECORD);
    }

    static Report betaSignIns(long seed) {
        Map<String, Set<Operator>> operators = signInOperators();
        operators.put(SIGN_IN_TYPES + "/any", Set.of(EQ, NE));
        add(operators, PREFIX, "servicePrincipalId", "servicePrincipalName", "userAgent", "authenticationRequirement");
        add(operators, EXACT, "originalRequestId", "tokenIssuerName");
        return new Report(
                "/beta/auditLogs/signins",
                "/beta/$metadata#auditLogs/signIns",
                new FilterRules("microsoft.graph.signIn", "createdDateTime", operators),
                new BetaSignInRecord(seed),
                GraphReports::typeOrProperty);
    }

    static Report directoryAudits(long seed, String version) {
        Map<String, Set<Operator>> operators = new HashMap<>();
        operators.put("activityDateTime", TIME);
        add(operators, PREFIX, "activityDisplayName", "initiatedBy/user/userPrincipalName");
        add(operators, EXACT, "correlationId", "id", "loggedByService", "initiatedBy/user/id");
        add(operators, EXACT, "initiatedBy/user/displayName", "initiatedBy/app/appId", "initiatedBy/app/displayName");
        add(operators, EXACT, "targetResources/any/id", "targetResources/any/displayName");
        return new Report(
                "/" + version + "/auditLogs/directoryaudits",
                "/" + version + "/$metadata#auditLogs/directoryAudits",
                new FilterRules("microsoft.graph.directoryAudit", "activityDateTime", operators),
                new DirectoryAuditRecord(seed),
                PropertyReader.IN_RECORD);
    }

    /** Provisioning takes gt and lt on its time, not ge and le. */
    static Report provisioning(long seed, String version) {
        Map<String, Set<Operator>> operators = new HashMap<>();
        operators.put("activityDateTime", Set.of(EQ, GT, LT));
        Set<Operator> text = Set.of(EQ, CONTAINS);
        add(operators, text, "id", "jobId", "cycleId", "changeId", "provisioningAction", "tenantId");
        add(operators, text, "sourceIdentity/displayName", "targetIdentity/displayName", "servicePrincipal/id");
        return new Report(
                "/" + version + "/auditLogs/provisioning",
                "/" + version + "/$metadata#auditLogs/provisioning",
                new FilterRules("microsoft.graph.provisioningObjectSummary", "activityDateTime", operators),
                new ProvisioningRecord(seed),
                PropertyReader.IN_RECORD);
    }

    private static Map<String, Set<Operator>> signInOperators() {
        Map<String, Set<Operator>> operators = new HashMap<>();
        operators.put("createdDateTime", TIME);
        add(operators, EXACT, "id", "appId", "userId", "status/errorCode", "clientAppUsed", "conditionalAccessStatus");
        add(operators, EXACT, "correlationId", "resourceId", "resourceDisplayName", "riskDetail", "riskState");
        add(operators, EXACT, "riskLevelAggregated", "riskLevelDuringSignIn");
        add(operators, PREFIX, "appDisplayName", "userDisplayName", "userPrincipalName", "ipAddress");
        add(operators, PREFIX, "location/city", "location/state", "location/countryOrRegion");
        add(operators, PREFIX, "deviceDetail/browser", "deviceDetail/operatingSystem", "riskEventTypes_v2/any");
        return operators;
    }

    private static void add(Map<String, Set<Operator>> operators, Set<Operator> allowed, String... properties) {
        Arrays.stream(properties).forEach(property -> operators.put(property, allowed));
    }

    /** The sign-in type follows from the stream, so filters on it need no record. */
    private static JsonNode typeOrProperty(EventVersion version, RecordShape shape, String path) {
        StreamKind stream = version.stream();
        return path.equals(SIGN_IN_TYPES)
                ? Json.array().add(BetaSignInRecord.type(stream))
                : PropertyReader.IN_RECORD.read(version, shape, path);
    }
}
