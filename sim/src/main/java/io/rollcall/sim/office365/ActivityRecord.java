package io.rollcall.sim.office365;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.sim.event.Cast;
import io.rollcall.sim.event.EventVersion;
import io.rollcall.sim.event.RecordShape;
import io.rollcall.sim.event.RecordTime;
import io.rollcall.sim.http.Json;
import io.rollcall.sim.random.Draws;

/** Audit record with the common schema, and the members of its workload (docs/vendors, o365, records). */
final class ActivityRecord implements RecordShape {
    private final long seed;
    private final Office365Options options;

    ActivityRecord(long seed, Office365Options options) {
        this.seed = seed;
        this.options = options;
    }

    @Override
    public ObjectNode record(EventVersion version) {
        Draws draws =
                Draws.of(seed, Draws.part(version.tenantId() + version.stream().streamName()), version.index());
        Cast.Person person = Cast.person(draws);
        ObjectNode record = Json.object();
        record.put("CreationTime", RecordTime.local(version.eventTime()))
                .put("Id", draws.uuid())
                .put("Operation", "")
                .put("OrganizationId", version.tenantId())
                .put("RecordType", 0)
                .put("ResultStatus", "Success")
                .put("UserKey", person.objectId())
                .put("UserType", 0)
                .put("Version", 1)
                .put("Workload", "")
                .put("ClientIP", Cast.address(draws))
                .put("UserId", person.userPrincipalName());
        switch (version.stream()) {
            case OFFICE365_AZURE_ACTIVE_DIRECTORY -> Workloads.azureActiveDirectory(record, draws, person);
            case OFFICE365_EXCHANGE -> Workloads.exchange(record, draws, person);
            case OFFICE365_SHAREPOINT -> Workloads.sharePoint(record, draws);
            case OFFICE365_GENERAL -> general(record, draws);
            case OFFICE365_DLP -> Workloads.dataLossPrevention(record, draws);
            default ->
                throw new IllegalArgumentException(version.stream().streamName() + " holds no Office 365 records");
        }
        return record;
    }

    private void general(ObjectNode record, Draws draws) {
        boolean unknown = draws.chance(options.unknownTypeProbability());
        boolean nameless = draws.chance(options.missingIdProbability());
        if (unknown) {
            Workloads.unknown(record, draws);
        } else {
            Workloads.teams(record, draws);
        }
        if (nameless) {
            record.remove("Id");
        }
    }
}
