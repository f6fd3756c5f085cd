package io.rollcall.sim.oauth;

import java.time.Instant;
import java.util.Set;

/**
 * What an access token says.
 *
 * @param audience resource it is for, as the client wrote it
 * @param tenantId GUID
 * @param clientId application id
 * @param roles empty if the token has no {@code roles} claim
 */
public record AccessToken(String audience, String tenantId, String clientId, Set<String> roles, Instant expiry) {
    public AccessToken {
        roles = Set.copyOf(roles);
    }
}
