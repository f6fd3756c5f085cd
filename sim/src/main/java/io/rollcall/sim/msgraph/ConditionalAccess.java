package io.rollcall.sim.msgraph;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.sim.http.Json;
import io.rollcall.sim.random.Draws;
import java.util.List;
import java.util.Locale;

/** The policies that a sign-in was checked against; they make up most of a record's size. */
final class ConditionalAccess {
    private static final List<String> SUBJECTS = List.of(
            "Require multifactor authentication for administrators",
            "Block legacy authentication",
            "Require compliant or hybrid joined device",
            "Sign-in frequency for guests – 4 h",
            "Block access from unknown locations",
            "Require app protection policy (mobile)");
    private static final List<String> RESULTS =
            List.of("notApplied", "notApplied", "notEnabled", "success", "reportOnlyNotApplied", "reportOnlySuccess");
    private static final List<String> CONTROLS =
            List.of("Mfa", "Block", "RequireCompliantDevice", "RequireApprovedApp");

    private ConditionalAccess() {}

    static ArrayNode policies(Draws draws, int count) {
        ArrayNode policies = Json.array();
        for (int at = 0; at < count; at++) {
            ObjectNode policy = policies.addObject()
                    .put("id", String.format(Locale.ROOT, "ca000000-0000-4000-8000-%012d", at))
                    .put("displayName", String.format(Locale.ROOT, "CA%03d %s", at, draws.pick(SUBJECTS)));
            policy.putArray("enforcedGrantControls").add(draws.pick(CONTROLS));
            policy.putArray("enforcedSessionControls");
            policy.put("result", draws.pick(RESULTS))
                    .put("conditionsSatisfied", draws.chance(0.5) ? "application,users" : "none")
                    .put("conditionsNotSatisfied", draws.chance(0.5) ? "none" : "application,users,devicePlatform");
        }
        return policies;
    }
}
