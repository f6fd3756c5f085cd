package io.rollcall.sim.oauth;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** An API that access tokens are issued for, under the hosts of all clouds (docs/vendors, ms-graph, national clouds). */
public enum ApiAudience {
    AZURE_AD_GRAPH,
    MICROSOFT_GRAPH,
    OFFICE365_MANAGEMENT;

    /** Application roles the API knows. */
    public Set<String> roles() {
        return this == OFFICE365_MANAGEMENT
                ? Set.of("ActivityFeed.Read", "ActivityFeed.ReadDlp", "ServiceHealth.Read")
                : Set.of("Directory.Read.All", "AuditLog.Read.All");
    }

    private Set<String> hosts() {
        return switch (this) {
            case AZURE_AD_GRAPH -> Set.of("graph.windows.net", "graph.microsoftazure.us", "graph.chinacloudapi.cn");
            case MICROSOFT_GRAPH ->
                Set.of(
                        "graph.microsoft.com",
                        "graph.microsoft.us",
                        "dod-graph.microsoft.us",
                        "microsoftgraph.chinacloudapi.cn");
            case OFFICE365_MANAGEMENT ->
                Set.of(
                        "manage.office.com",
                        "manage-gcc.office.com",
                        "manage.office365.us",
                        "manage.protection.apps.mil",
                        "manage.office365.cn");
        };
    }

    /** API of a resource such as {@code https://graph.microsoft.com}, with or without a slash at its end. */
    public static Optional<ApiAudience> ofResource(String resource) {
        String text = resource.toLowerCase(Locale.ROOT);
        String host = text.startsWith("https://") ? text.substring("https://".length()) : "";
        String plain = host.endsWith("/") ? host.substring(0, host.length() - 1) : host;
        return Arrays.stream(values())
                .filter(audience -> audience.hosts().contains(plain))
                .findFirst();
    }
}
