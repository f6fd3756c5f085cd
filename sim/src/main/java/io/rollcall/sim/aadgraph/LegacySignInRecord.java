package io.rollcall.sim.aadgraph;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.sim.event.Cast;
import io.rollcall.sim.event.EventVersion;
import io.rollcall.sim.event.RecordShape;
import io.rollcall.sim.event.RecordTime;
import io.rollcall.sim.http.Json;
import io.rollcall.sim.random.Draws;

/**
 * Record of {@code signinEvents} (docs/vendors, azure-ad-graph, record fields). A further state brings the second
 * factor.
 */
final class LegacySignInRecord implements RecordShape {
    private static final String WRONG_PASSWORD =
            "Invalid username or password or Invalid on-premise username or password.";

    private final long seed;

    LegacySignInRecord(long seed) {
        this.seed = seed;
    }

    @Override
    public ObjectNode record(EventVersion version) {
        Draws draws =
                Draws.of(seed, Draws.part(version.tenantId() + version.stream().streamName()), version.index());
        Cast.Person person = Cast.person(draws);
        Cast.App app = Cast.app(draws);
        ObjectNode record = Json.object();
        record.put("id", draws.uuid())
                .put("signinDateTime", RecordTime.zoned(version.eventTime(), version.fractionDigits()))
                .put("signinDateTimeInMillis", version.eventTime().toEpochMilli())
                .put("userDisplayName", person.displayName())
                .put("userPrincipalName", person.userPrincipalName())
                .put("userId", person.objectId())
                .put("appId", app.id())
                .put("appDisplayName", app.displayName())
                .put("ipAddress", Cast.address(draws));
        outcome(record, draws.chance(0.9), version.revision());
        Cast.Device device = Cast.device(draws);
        Cast.Place place = Cast.place(draws);
        record.put("deviceInformation", ";" + device.operatingSystem() + ";" + device.browser() + ";");
        record.putObject("location")
                .put("city", place.city())
                .put("state", place.state())
                .put("country", place.country());
        record.putObject("geoCoordinates").put("latitude", place.latitude()).put("longitude", place.longitude());
        return record;
    }

    private static void outcome(ObjectNode record, boolean success, int revision) {
        record.put("loginStatus", success ? "Success" : "Failure")
                .put("signinErrorCode", success ? 0 : 50126)
                .put("failureReason", success ? null : WRONG_PASSWORD)
                .put("mfaRequired", revision > 0)
                .put("mfaAuthMethod", revision > 0 ? "Phone app notification" : null)
                .put("mfaAuthDetail", revision > 1 ? "+X XXXXXXXX23" : null)
                .put("mfaResult", revision > 0 ? "MFA completed in Azure AD" : null);
    }
}
