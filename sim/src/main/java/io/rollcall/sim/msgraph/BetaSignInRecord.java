package io.rollcall.sim.msgraph;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.sim.event.EventVersion;
import io.rollcall.sim.event.RecordShape;
import io.rollcall.sim.event.RecordTime;
import io.rollcall.sim.event.StreamKind;
import io.rollcall.sim.random.Draws;

/** Sign-in as {@code /beta/auditLogs/signIns} shows it: the record of v1.0 and what beta adds. */
final class BetaSignInRecord implements RecordShape {
    private static final long BODY = 0xBE7A;

    private final SignInRecord stable;
    private final long seed;

    BetaSignInRecord(long seed) {
        this.stable = new SignInRecord(seed);
        this.seed = seed;
    }

    /** Name of the sign-in type in filters and records. */
    static String type(StreamKind stream) {
        return switch (stream) {
            case ENTRA_INTERACTIVE -> "interactiveUser";
            case ENTRA_NON_INTERACTIVE -> "nonInteractiveUser";
            case ENTRA_SERVICE_PRINCIPAL -> "servicePrincipal";
            case ENTRA_MANAGED_IDENTITY -> "managedIdentity";
            default -> throw new IllegalArgumentException(stream.streamName() + " holds no Entra sign-ins");
        };
    }

    @Override
    public ObjectNode record(EventVersion version) {
        Draws draws = Draws.of(seed, stable.draws(version).next(), BODY);
        ObjectNode record = stable.record(version);
        record.remove("riskEventTypes");
        token(record, draws, version);
        record.putArray("signInEventTypes").add(type(version.stream()));
        authentication(record, draws, version);
        record.putArray("networkLocationDetails")
                .addObject()
                .put("networkType", "namedNetwork")
                .putArray("networkNames")
                .add("Head office");
        record.putArray("authenticationRequirementPolicies");
        record.putArray("sessionLifetimePolicies");
        workload(record, draws, version.stream());
        return record;
    }

    private static void token(ObjectNode record, Draws draws, EventVersion version) {
        boolean user = SignInRecord.isUser(version.stream());
        record.put("originalRequestId", record.path("id").asText())
                .put("authenticationProtocol", user ? "oAuth2" : "none")
                .put("incomingTokenType", user ? "primaryRefreshToken" : "none")
                .put("homeTenantId", user ? version.tenantId() : "")
                .put("homeTenantName", "")
                .put("resourceTenantId", version.tenantId())
                .put("isTenantRestricted", false)
                .put("tokenIssuerName", "")
                .put("tokenIssuerType", "AzureAD")
                .put("clientCredentialType", user ? "none" : "clientSecret")
                .put("processingTimeInMilliseconds", 20 + draws.below(900))
                .put("signInIdentifier", record.path("userPrincipalName").asText(""))
                .putNull("signInIdentifierType")
                .put("userType", "member")
                .put("flaggedForReview", false)
                .put("autonomousSystemNumber", 64496 + draws.below(16))
                .put("crossTenantAccessType", "none")
                .put("uniqueTokenIdentifier", draws.hex(22))
                .put("sessionId", draws.uuid());
    }

    private static void authentication(ObjectNode record, Draws draws, EventVersion version) {
        boolean single = version.revision() == 0 && draws.chance(0.5);
        record.put("authenticationRequirement", single ? "singleFactorAuthentication" : "multiFactorAuthentication");
        record.putArray("authenticationMethodsUsed");
        record.putArray("authenticationProcessingDetails")
                .addObject()
                .put("key", "Login Hint Present")
                .put("value", "True");
        ArrayNode steps = record.putArray("authenticationDetails");
        step(steps, version, "Previously satisfied", "First factor requirement satisfied by claim in the token");
        if (version.revision() > 0) {
            step(steps, version, "Mobile app notification", "MFA completed in Azure AD");
        }
    }

    private static void step(ArrayNode steps, EventVersion version, String method, String result) {
        steps.addObject()
                .put("authenticationStepDateTime", RecordTime.zoned(version.eventTime(), 0))
                .put("authenticationMethod", method)
                .putNull("authenticationMethodDetail")
                .put("succeeded", true)
                .put("authenticationStepResultDetail", result)
                .put("authenticationStepRequirement", "");
    }

    private static void workload(ObjectNode record, Draws draws, StreamKind stream) {
        if (stream == StreamKind.ENTRA_SERVICE_PRINCIPAL) {
            record.put("servicePrincipalCredentialKeyId", draws.uuid());
        }
        if (stream == StreamKind.ENTRA_MANAGED_IDENTITY) {
            record.put("ipAddress", "").put("clientCredentialType", "managedIdentity");
            record.putObject("managedServiceIdentity")
                    .put("msiType", "userAssigned")
                    .put(
                            "associatedResourceId",
                            "/subscriptions/" + draws.uuid()
                                    + "/resourcegroups/rg/providers/Microsoft.Compute/virtualMachines/vm1")
                    .put("federatedTokenId", "")
                    .put("federatedTokenIssuer", "");
        }
    }
}
