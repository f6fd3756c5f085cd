package io.rollcall.bench.peers;

import java.net.URI;

/**
 * What a model needs to be let in.
 *
 * @param base address of the API and of its token endpoint, without a slash at its end
 * @param tenant the tenant's id
 * @param clientId the application's id
 * @param clientSecret the application's secret
 */
public record Account(URI base, String tenant, String clientId, String clientSecret) {

    /** The account without its secret. */
    @Override
    public String toString() {
        return clientId + " in " + tenant + " at " + base;
    }
}
