package io.rollcall.sim.msgraph;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.sim.http.Json;
import io.rollcall.sim.random.Draws;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

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

    private static final int MOST = 32;
    private static final List<Policy> POLICIES =
            IntStream.range(0, MOST).mapToObj(ConditionalAccess::policy).toList();

    private ConditionalAccess() {}

    /** The first policies of the tenant, up to {@value #MOST}, and what each made of the sign-in. */
    static ArrayNode policies(Draws draws, int count) {
        ArrayNode policies = Json.array();
        for (Policy policy : POLICIES.subList(0, count)) {
            ObjectNode node = policies.addObject().put("id", policy.id).put("displayName", policy.displayName);
            node.putArray("enforcedGrantControls").add(policy.control);
            node.putArray("enforcedSessionControls");
            node.put("result", draws.pick(RESULTS))
                    .put("conditionsSatisfied", draws.chance(0.5) ? "application,users" : "none")
                    .put("conditionsNotSatisfied", draws.chance(0.5) ? "none" : "application,users,devicePlatform");
        }
        return policies;
    }

    private static Policy policy(int number) {
        return new Policy(
                String.format(Locale.ROOT, "ca000000-0000-4000-8000-%012d", number),
                String.format(Locale.ROOT, "CA%03d %s", number, SUBJECTS.get(number % SUBJECTS.size())),
                CONTROLS.get(number % CONTROLS.size()));
    }

    private record Policy(String id, String displayName, String control) {}
}
