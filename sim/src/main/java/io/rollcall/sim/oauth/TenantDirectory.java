package io.rollcall.sim.oauth;

import java.util.List;
import java.util.Optional;

/** The tenants and programs that the simulator knows. */
public record TenantDirectory(List<Tenant> tenants, List<ClientRegistration> clients) {
    public TenantDirectory {
        tenants = List.copyOf(tenants);
        clients = List.copyOf(clients);
    }

    /** Tenant of that id or domain. */
    public Optional<Tenant> tenant(String idOrDomain) {
        return tenants.stream().filter(tenant -> tenant.isNamed(idOrDomain)).findFirst();
    }

    public Optional<ClientRegistration> client(String id) {
        return clients.stream().filter(client -> client.id().equals(id)).findFirst();
    }
}
