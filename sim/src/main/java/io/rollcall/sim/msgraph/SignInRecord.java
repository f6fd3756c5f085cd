package io.rollcall.sim.msgraph;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.sim.event.Cast;
import io.rollcall.sim.event.EventVersion;
import io.rollcall.sim.event.RecordShape;
import io.rollcall.sim.event.RecordTime;
import io.rollcall.sim.event.StreamKind;
import io.rollcall.sim.http.Json;
import io.rollcall.sim.random.Draws;

/**
 * Sign-in as {@code /v1.0/auditLogs/signIns} shows it (docs/vendors, ms-graph, sign-ins). A further state fills in what
 * the first left open: the second factor, and after that the risk.
 */
final class SignInRecord implements RecordShape {
    private static final long BODY = 0x51;
    private static final String NO_RISK = "none";

    private final long seed;

    SignInRecord(long seed) {
        this.seed = seed;
    }

    @Override
    public ObjectNode record(EventVersion version) {
        Draws draws = draws(version);
        boolean user = isUser(version.stream());
        ObjectNode record = Json.object();
        record.put("id", draws.uuid())
                .put("createdDateTime", RecordTime.zoned(version.eventTime(), version.fractionDigits()));
        if (user) {
            person(record, draws);
        } else {
            workload(record, draws);
        }
        record.put("correlationId", draws.uuid());
        environment(record, draws, user);
        outcome(record, draws, version);
        int policies = user ? 3 + draws.below(18) : 4 + draws.below(6);
        record.set("appliedConditionalAccessPolicies", ConditionalAccess.policies(draws, policies));
        risk(record, version);
        return record;
    }

    /** Draws for the parts of the record that all its states share. */
    Draws draws(EventVersion version) {
        long stream = Draws.part(version.tenantId() + version.stream().streamName());
        return Draws.of(seed, stream, version.index(), BODY);
    }

    static boolean isUser(StreamKind stream) {
        return stream == StreamKind.ENTRA_INTERACTIVE || stream == StreamKind.ENTRA_NON_INTERACTIVE;
    }

    private static void person(ObjectNode record, Draws draws) {
        Cast.Person person = Cast.person(draws);
        Cast.App app = Cast.app(draws);
        record.put("userDisplayName", person.displayName())
                .put("userPrincipalName", person.userPrincipalName())
                .put("userId", person.objectId())
                .put("appId", app.id())
                .put("appDisplayName", app.displayName())
                .put("servicePrincipalId", "")
                .putNull("servicePrincipalName");
    }

    private static void workload(ObjectNode record, Draws draws) {
        Cast.App app = Cast.workload(draws);
        record.putNull("userDisplayName")
                .putNull("userPrincipalName")
                .put("userId", "")
                .put("appId", app.id())
                .put("appDisplayName", app.displayName())
                .put("servicePrincipalId", Draws.of(Draws.part(app.id())).uuid())
                .put("servicePrincipalName", app.displayName());
    }

    private static void environment(ObjectNode record, Draws draws, boolean user) {
        Cast.App resource = Cast.resource(draws);
        Cast.Device device = Cast.device(draws);
        Cast.Place place = Cast.place(draws);
        record.put("ipAddress", Cast.address(draws))
                .put("clientAppUsed", user ? "Browser" : "")
                .put("resourceDisplayName", resource.displayName())
                .put("resourceId", resource.id());
        record.put("userAgent", user ? device.userAgent() : null);
        ObjectNode detail = record.putObject("deviceDetail").put("deviceId", draws.chance(0.3) ? draws.uuid() : "");
        detail.putNull("displayName")
                .put("operatingSystem", user ? device.operatingSystem() : null)
                .put("browser", user ? device.browser() : null)
                .put("isCompliant", draws.chance(0.5))
                .put("isManaged", draws.chance(0.5))
                .put("trustType", draws.chance(0.3) ? "Hybrid Azure AD joined" : "");
        ObjectNode location = record.putObject("location")
                .put("city", place.city())
                .put("state", place.state())
                .put("countryOrRegion", place.country());
        ObjectNode coordinates = location.putObject("geoCoordinates");
        if (draws.chance(0.9)) {
            coordinates.putNull("altitude").put("latitude", place.latitude()).put("longitude", place.longitude());
        }
    }

    private static void outcome(ObjectNode record, Draws draws, EventVersion version) {
        SignInOutcome usual = SignInOutcome.usual(draws);
        SignInOutcome outcome = version.revision() > 0 ? SignInOutcome.SUCCESS : usual;
        record.put("conditionalAccessStatus", outcome.succeeded() ? "success" : "failure")
                .put("isInteractive", version.stream() == StreamKind.ENTRA_INTERACTIVE);
        record.putObject("status")
                .put("errorCode", outcome.errorCode())
                .put("failureReason", outcome.failureReason())
                .put("additionalDetails", outcome.additionalDetails());
    }

    private static void risk(ObjectNode record, EventVersion version) {
        boolean found = version.revision() > 0;
        String level = version.revision() > 1 ? "high" : "medium";
        record.put("riskDetail", version.revision() > 1 ? "aiConfirmedSigninSafe" : NO_RISK)
                .put("riskLevelAggregated", found ? level : NO_RISK)
                .put("riskLevelDuringSignIn", found ? level : NO_RISK)
                .put("riskState", found ? "atRisk" : NO_RISK);
        record.putArray("riskEventTypes");
        record.putArray("riskEventTypes_v2");
        if (found) {
            record.withArray("riskEventTypes").add("unfamiliarFeatures");
            record.withArray("riskEventTypes_v2").add("unfamiliarFeatures");
        }
    }
}
