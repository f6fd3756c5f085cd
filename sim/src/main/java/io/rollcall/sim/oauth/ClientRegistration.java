package io.rollcall.sim.oauth;

import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.Set;

/**
 * A program that may ask for tokens, in every tenant.
 *
 * @param id application id
 * @param secret its secret, if it has one
 * @param secretExpired whether the secret is no longer accepted
 * @param certificate its certificate, if it has one
 * @param roles application roles it was granted; tokens carry those that their API knows
 */
public record ClientRegistration(
        String id,
        Optional<String> secret,
        boolean secretExpired,
        Optional<X509Certificate> certificate,
        Set<String> roles) {

    /** Every role that an API of the simulator asks for. */
    public static final Set<String> ALL_ROLES =
            Set.of("AuditLog.Read.All", "Directory.Read.All", "ActivityFeed.Read", "ActivityFeed.ReadDlp");

    public ClientRegistration {
        roles = Set.copyOf(roles);
    }

    /** Program with a secret and every role. */
    public static ClientRegistration withSecret(String id, String secret) {
        return new ClientRegistration(id, Optional.of(secret), false, Optional.empty(), ALL_ROLES);
    }

    /** Program with a certificate and every role. */
    public static ClientRegistration withCertificate(String id, X509Certificate certificate) {
        return new ClientRegistration(id, Optional.empty(), false, Optional.of(certificate), ALL_ROLES);
    }

    /** The same program with other roles, possibly none. */
    public ClientRegistration withRoles(Set<String> granted) {
        return new ClientRegistration(id, secret, secretExpired, certificate, granted);
    }

    /** The same program, its secret run out. */
    public ClientRegistration withExpiredSecret() {
        return new ClientRegistration(id, secret, true, certificate, roles);
    }
}
