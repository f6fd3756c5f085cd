package io.rollcall.sim.oauth;

import java.util.Locale;
import java.util.UUID;

/**
 * A customer of the cloud.
 *
 * @param id GUID in lower case
 * @param domain name that may stand for the id in some paths, such as {@code contoso.example}
 */
public record Tenant(String id, String domain) {
    public Tenant {
        if (!UUID.fromString(id).toString().equals(id)) {
            throw new IllegalArgumentException("a tenant id must be a GUID in lower case, but is '" + id + "'");
        }
    }

    boolean isNamed(String idOrDomain) {
        String name = idOrDomain.toLowerCase(Locale.ROOT);
        return name.equals(id) || name.equals(domain);
    }
}
