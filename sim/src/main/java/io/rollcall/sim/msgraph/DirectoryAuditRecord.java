package io.rollcall.sim.msgraph;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.sim.event.Cast;
import io.rollcall.sim.event.EventVersion;
import io.rollcall.sim.event.RecordShape;
import io.rollcall.sim.event.RecordTime;
import io.rollcall.sim.http.Json;
import io.rollcall.sim.random.Draws;
import java.util.List;
import java.util.Locale;

/** Directory audit of {@code /v1.0/auditLogs/directoryAudits}. Its id is not a GUID (docs/vendors, ms-graph, records). */
final class DirectoryAuditRecord implements RecordShape {
    private static final List<Activity> ACTIVITIES = List.of(
            new Activity("Add member to role", "RoleManagement", "Assign", "Role.DisplayName", "Reports Reader"),
            new Activity("Update user", "UserManagement", "Update", "JobTitle", "Head of „Einkauf“"),
            new Activity("Add member to group", "GroupManagement", "Assign", "Group.DisplayName", "Finance"),
            new Activity("Add service principal", "ApplicationManagement", "Add", "AppPrincipalId", "{\"v\":[1,2]}"),
            new Activity("Delete application", "ApplicationManagement", "Delete", "DisplayName", "old \\ app"));

    private final long seed;

    DirectoryAuditRecord(long seed) {
        this.seed = seed;
    }

    @Override
    public ObjectNode record(EventVersion version) {
        Draws draws =
                Draws.of(seed, Draws.part(version.tenantId() + version.stream().streamName()), version.index());
        Activity activity = draws.pick(ACTIVITIES);
        boolean success = draws.chance(0.95);
        ObjectNode record = Json.object();
        record.put("id", id(draws, version.index()))
                .put("category", activity.category)
                .put("correlationId", draws.uuid())
                .put("result", success ? "success" : "failure")
                .put("resultReason", success ? "" : "Access denied")
                .put("activityDisplayName", activity.name)
                .put("activityDateTime", RecordTime.zoned(version.eventTime(), version.fractionDigits()))
                .put("loggedByService", "Core Directory")
                .put("operationType", activity.operation);
        initiator(record.putObject("initiatedBy"), draws, version.tenantId());
        ArrayNode targets = record.putArray("targetResources");
        for (int target = 1 + draws.below(3); target > 0; target--) {
            target(targets.addObject(), draws, activity);
        }
        ArrayNode details = record.putArray("additionalDetails");
        detail(details, "User-Agent", Cast.device(draws).userAgent());
        detail(details, "AppId", Cast.app(draws).id());
        return record;
    }

    private static String id(Draws draws, int index) {
        return draws.chance(0.8)
                ? "Directory_" + draws.uuid() + "_" + draws.hex(5).toUpperCase(Locale.ROOT) + "_" + (40_000_000 + index)
                : "SSGM_" + draws.uuid() + "_MCDC4_" + (88_000_000 + index);
    }

    private static void initiator(ObjectNode initiator, Draws draws, String tenantId) {
        if (draws.chance(0.7)) {
            Cast.Person person = Cast.person(draws);
            initiator.putNull("app");
            initiator
                    .putObject("user")
                    .put("id", person.objectId())
                    .putNull("displayName")
                    .put("userPrincipalName", person.userPrincipalName())
                    .put("ipAddress", Cast.address(draws))
                    .putNull("userType")
                    .put("homeTenantId", tenantId)
                    .putNull("homeTenantName");
        } else {
            Cast.App app = Cast.workload(draws);
            initiator.putNull("user");
            initiator
                    .putObject("app")
                    .putNull("appId")
                    .put("displayName", app.displayName())
                    .put("servicePrincipalId", Draws.of(Draws.part(app.id())).uuid())
                    .putNull("servicePrincipalName");
        }
    }

    private static void target(ObjectNode target, Draws draws, Activity activity) {
        Cast.Person person = Cast.person(draws);
        target.put("id", person.objectId())
                .putNull("displayName")
                .put("type", "User")
                .put("userPrincipalName", person.userPrincipalName())
                .putNull("groupType");
        ArrayNode properties = target.putArray("modifiedProperties");
        for (int at = draws.below(4); at >= 0; at--) {
            properties
                    .addObject()
                    .put("displayName", activity.property)
                    .putNull("oldValue")
                    .put("newValue", "\"" + activity.value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"");
        }
    }

    private static void detail(ArrayNode details, String key, String value) {
        details.addObject().put("key", key).put("value", value);
    }

    private record Activity(String name, String category, String operation, String property, String value) {}
}
