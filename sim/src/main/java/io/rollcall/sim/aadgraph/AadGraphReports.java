package io.rollcall.sim.aadgraph;

import static io.rollcall.sim.odata.Operator.CONTAINS;
import static io.rollcall.sim.odata.Operator.EQ;
import static io.rollcall.sim.odata.Operator.GE;
import static io.rollcall.sim.odata.Operator.GT;
import static io.rollcall.sim.odata.Operator.LE;
import static io.rollcall.sim.odata.Operator.LT;
import static io.rollcall.sim.odata.Operator.STARTSWITH;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.rollcall.sim.event.EventVersion;
import io.rollcall.sim.event.RecordShape;
import io.rollcall.sim.odata.FilterRules;
import io.rollcall.sim.odata.Operator;
import io.rollcall.sim.odata.Report;
import io.rollcall.sim.odata.Report.PropertyReader;
import java.util.Map;
import java.util.Set;

/** The two reports and their filters (docs/vendors, azure-ad-graph, filters). */
final class AadGraphReports {
    private static final Set<Operator> TIME = Set.of(EQ, GE, LE, GT, LT);
    private static final Set<Operator> EXACT = Set.of(EQ);
    private static final Set<Operator> TEXT = Set.of(EQ, CONTAINS, STARTSWITH);
    private static final Set<Operator> PREFIX = Set.of(EQ, STARTSWITH);

    private AadGraphReports() {}

    static Report signIns(long seed, String tenantName) {
        Map<String, Set<Operator>> operators = Map.of(
                "signinDateTime", TIME,
                "userId", EXACT,
                "userPrincipalName", EXACT,
                "appId", EXACT,
                "appDisplayName", EXACT,
                "loginStatus", EXACT);
        return new Report(
                "/" + tenantName + "/activities/signinEvents",
                "/" + tenantName + "/$metadata#signinEvents",
                new FilterRules("SigninEvent", "signinDateTime", operators),
                new LegacySignInRecord(seed),
                AadGraphReports::loginStatusAsNumber);
    }

    static Report audit(long seed, String tenantName) {
        Map<String, Set<Operator>> operators = Map.ofEntries(
                Map.entry("activityDate", TIME),
                Map.entry("category", EXACT),
                Map.entry("activityStatus", EXACT),
                Map.entry("activityType", EXACT),
                Map.entry("activity", TEXT),
                Map.entry("actor/name", TEXT),
                Map.entry("actor/objectId", EXACT),
                Map.entry("actor/userPrincipalName", PREFIX),
                Map.entry("targets/any/name", EXACT),
                Map.entry("targets/any/objectId", EXACT),
                Map.entry("targets/any/userPrincipalName", PREFIX));
        return new Report(
                "/" + tenantName + "/activities/audit",
                "/" + tenantName + "/$metadata#audit",
                new FilterRules("AuditEvent", "activityDate", operators),
                new LegacyAuditRecord(seed),
                AadGraphReports::activityStatusAsNumber);
    }

    /** The filter wants {@code '0'} or {@code '1'} where the record has a word. */
    private static JsonNode loginStatusAsNumber(EventVersion version, RecordShape shape, String path) {
        JsonNode value = PropertyReader.IN_RECORD.read(version, shape, path);
        return path.equals("loginStatus") ? TextNode.valueOf(value.asText().equals("Success") ? "0" : "1") : value;
    }

    /** The filter wants 0 or -1; the record has a word under another name. */
    private static JsonNode activityStatusAsNumber(EventVersion version, RecordShape shape, String path) {
        if (!path.equals("activityStatus")) {
            return PropertyReader.IN_RECORD.read(version, shape, path);
        }
        JsonNode word = PropertyReader.IN_RECORD.read(version, shape, "activityResultStatus");
        return IntNode.valueOf(word.asText().equals("success") ? 0 : -1);
    }
}
