package io.rollcall.sources.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Chooses the proxy for an address: the one that was set, or those of HTTPS_PROXY and HTTP_PROXY. NO_PROXY names hosts that
 * are reached directly: {@code *}, {@code example.com} (with its subdomains), {@code .example.com}, or {@code host:port}.
 */
final class Proxies extends ProxySelector {

    private final Optional<URI> set;
    private final Map<String, String> environment;

    Proxies(HttpSettings settings) {
        this.set = settings.proxy();
        this.environment = settings.environment();
    }

    @Override
    public List<Proxy> select(URI uri) {
        return List.of(proxyFor(uri)
                .map(proxy -> new Proxy(
                        Proxy.Type.HTTP,
                        InetSocketAddress.createUnresolved(
                                proxy.getHost(), proxy.getPort() < 0 ? 80 : proxy.getPort())))
                .orElse(Proxy.NO_PROXY));
    }

    /** The proxy's own address, for an address to be reached. */
    Optional<URI> proxyFor(URI uri) {
        if (set.isPresent()) {
            return set;
        }
        Optional<String> named = variable("https".equals(uri.getScheme()) ? "HTTPS_PROXY" : "HTTP_PROXY");
        return named.filter(unused -> !isExcepted(uri)).map(Proxies::address);
    }

    private boolean isExcepted(URI uri) {
        String host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
        return variable("NO_PROXY").stream()
                .flatMap(list -> Arrays.stream(list.split("[,\\s]+")))
                .map(entry -> entry.toLowerCase(Locale.ROOT))
                .filter(entry -> !entry.isEmpty())
                .anyMatch(entry -> matches(entry, host, uri.getPort()));
    }

    private static boolean matches(String entry, String host, int port) {
        if (entry.equals("*")) {
            return true;
        }
        int colon = entry.lastIndexOf(':');
        boolean hasPort = colon > 0 && entry.indexOf(':') == colon;
        if (hasPort && !entry.substring(colon + 1).equals(String.valueOf(port))) {
            return false;
        }
        String name = hasPort ? entry.substring(0, colon) : entry;
        String domain = name.replaceFirst("^\\*?\\.", "");
        return host.equals(domain) || host.endsWith("." + domain);
    }

    private static URI address(String text) {
        return URI.create(text.contains("://") ? text : "http://" + text);
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name.toLowerCase(Locale.ROOT)))
                .or(() -> Optional.ofNullable(environment.get(name)))
                .filter(text -> !text.isBlank());
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException reason) {
        // The call fails with the same reason; there is no other proxy to try.
    }
}
