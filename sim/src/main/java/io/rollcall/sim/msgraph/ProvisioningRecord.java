package io.rollcall.sim.msgraph;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.sim.event.Cast;
import io.rollcall.sim.event.EventVersion;
import io.rollcall.sim.event.RecordShape;
import io.rollcall.sim.event.RecordTime;
import io.rollcall.sim.http.Json;
import io.rollcall.sim.random.Draws;
import java.util.List;

/** Provisioning summary of {@code /v1.0/auditLogs/provisioning}. */
final class ProvisioningRecord implements RecordShape {
    private static final List<String> ACTIONS = List.of("create", "update", "update", "disable", "delete", "other");
    private static final List<String> STEPS = List.of("import", "matching", "scoping", "export");

    private final long seed;

    ProvisioningRecord(long seed) {
        this.seed = seed;
    }

    @Override
    public ObjectNode record(EventVersion version) {
        Draws draws =
                Draws.of(seed, Draws.part(version.tenantId() + version.stream().streamName()), version.index());
        Cast.Person person = Cast.person(draws);
        Cast.App app = Cast.app(draws);
        boolean success = draws.chance(0.9);
        String action = draws.pick(ACTIONS);
        ObjectNode record = Json.object();
        record.put("id", draws.uuid())
                .put("activityDateTime", RecordTime.zoned(version.eventTime(), version.fractionDigits()))
                .put("tenantId", version.tenantId())
                .put("jobId", "scim." + version.tenantId().replace("-", "") + "." + draws.uuid())
                .put("cycleId", draws.uuid())
                .put("changeId", draws.uuid())
                .put("provisioningAction", action)
                .put("durationInMilliseconds", 50 + draws.below(8000));
        status(record, success);
        steps(record, action, success);
        record.putArray("modifiedProperties")
                .addObject()
                .put("displayName", "userName")
                .putNull("oldValue")
                .put("newValue", person.userPrincipalName());
        record.putObject("servicePrincipal").put("id", draws.uuid()).put("displayName", app.displayName());
        system(record.putObject("sourceSystem"), draws, "Azure Active Directory");
        system(record.putObject("targetSystem"), draws, app.displayName());
        record.putObject("initiatedBy")
                .put("id", "")
                .put("displayName", "Azure AD Provisioning Service")
                .put("initiatorType", "system");
        identity(record.putObject("sourceIdentity"), person.objectId(), person.displayName());
        identity(record.putObject("targetIdentity"), "", "");
        return record;
    }

    private static void status(ObjectNode record, boolean success) {
        ObjectNode status = record.putObject("provisioningStatusInfo").put("status", success ? "success" : "failure");
        if (success) {
            status.putNull("errorInformation");
            return;
        }
        status.putObject("errorInformation")
                .put("errorCode", "ContosoEntryConflict")
                .put("reason", "Target returned 409")
                .putNull("additionalDetails")
                .put("errorCategory", "nonServiceFailure")
                .putNull("recommendedAction");
    }

    private static void steps(ObjectNode record, String action, boolean success) {
        for (String step : STEPS) {
            ObjectNode node = record.withArray("provisioningSteps")
                    .addObject()
                    .put("name", "Entry" + step + action)
                    .put("provisioningStepType", step)
                    .put("status", success || !step.equals("export") ? "success" : "failure")
                    .put("description", "Step " + step + " of a User change of type (" + action + ")");
            node.putObject("details");
        }
    }

    private static void system(ObjectNode system, Draws draws, String name) {
        system.put("id", draws.uuid())
                .put("displayName", name)
                .putObject("details")
                .put("ApplicationId", draws.uuid())
                .put("ServicePrincipalId", draws.uuid())
                .put("ServicePrincipalDisplayName", name);
    }

    private static void identity(ObjectNode identity, String id, String name) {
        identity.put("id", id)
                .put("displayName", name)
                .put("identityType", "User")
                .putObject("details");
    }
}
