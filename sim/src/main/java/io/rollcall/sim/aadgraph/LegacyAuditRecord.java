package io.rollcall.sim.aadgraph;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.sim.event.Cast;
import io.rollcall.sim.event.EventVersion;
import io.rollcall.sim.event.RecordShape;
import io.rollcall.sim.event.RecordTime;
import io.rollcall.sim.http.Json;
import io.rollcall.sim.random.Draws;
import java.util.List;
import java.util.Locale;

/** Record of the {@code audit} report (docs/vendors, azure-ad-graph, record fields). */
final class LegacyAuditRecord implements RecordShape {
    private static final String ENTITY = "#Microsoft.ActiveDirectory.DataService.PublicApi.Model.Reporting.AuditLog.";
    private static final List<List<String>> ACTIVITIES = List.of(
            List.of("Add member to group", "Group", "Add", "Group.DisplayName"),
            List.of("Update user", "User", "Update", "JobTitle"),
            List.of("Add app role assignment to service principal", "ServicePrincipal", "Assign", "AppRole.Value"),
            List.of("Reset user password", "User", "Reset", "ForceChangePassword"));

    private final long seed;

    LegacyAuditRecord(long seed) {
        this.seed = seed;
    }

    @Override
    public ObjectNode record(EventVersion version) {
        Draws draws =
                Draws.of(seed, Draws.part(version.tenantId() + version.stream().streamName()), version.index());
        List<String> activity = draws.pick(ACTIVITIES);
        boolean success = draws.chance(0.95);
        ObjectNode record = Json.object();
        record.put("id", "Directory_" + draws.hex(5).toUpperCase(Locale.ROOT) + "_" + (1_000_000 + version.index()))
                .put("category", "Directory")
                .put("activity", activity.get(0))
                .put("activityType", activity.get(1))
                .put("activityOperationType", activity.get(2))
                .put("activityDate", RecordTime.zoned(version.eventTime(), version.fractionDigits()))
                .put("activityDateInMillis", version.eventTime().toEpochMilli())
                .put("activityResultStatus", success ? "success" : "failure")
                .put("activityResultDescription", success ? "" : "Access denied")
                .put("actorType", "User");
        Cast.Person actor = Cast.person(draws);
        person(record.putObject("actor"), actor, "ActorUserEntity").put("ipAddress", Cast.address(draws));
        ObjectNode target = record.putArray("targets").addObject();
        person(target, Cast.person(draws), "TargetResourceUserEntity").put("targetResourceType", "User");
        target.putArray("modifiedProperties")
                .addObject()
                .put("name", activity.get(3))
                .putNull("oldValue")
                .put("newValue", "\"" + draws.hex(12) + "\"");
        record.putArray("additionalDetails");
        record.put("componentOrSource", "Core Directory")
                .put("source", "Core Directory")
                .put("correlationId", draws.uuid())
                .put("internalCorrelationId", draws.uuid())
                .putNull("domainName")
                .put("tenantId", version.tenantId())
                .put("tenantName", "contoso.example")
                .putNull("tenantGeolocation");
        return record;
    }

    private static ObjectNode person(ObjectNode node, Cast.Person person, String entity) {
        return node.put("@odata.type", ENTITY + entity)
                .put("name", person.displayName())
                .put("objectId", person.objectId())
                .put("userPrincipalName", person.userPrincipalName());
    }
}
