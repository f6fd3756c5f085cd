package io.rollcall.sources.http;

import io.rollcall.options.Secret;
import io.rollcall.options.Section;
import io.rollcall.options.Types;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * How to get out of the network one is in.
 *
 * @param proxy an HTTP proxy; replaces those of the environment
 * @param proxyUser for the proxy's Basic authentication
 * @param caFile PEM file with further certificate authorities to trust
 * @param clientCertificate to show to servers that ask for one
 * @param environment where HTTPS_PROXY, HTTP_PROXY and NO_PROXY are looked up
 * @param version of Rollcall, for the User-Agent
 */
public record HttpSettings(
        Optional<URI> proxy,
        Optional<String> proxyUser,
        Optional<Secret> proxyPassword,
        Optional<Path> caFile,
        Optional<KeyFiles> clientCertificate,
        Map<String, String> environment,
        String version) {

    public HttpSettings {
        environment = Map.copyOf(environment);
    }

    /** Nothing special: no proxy, the public authorities. */
    public static HttpSettings plain(String version) {
        return new HttpSettings(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                version);
    }

    /** Reads the settings out of the user's file. */
    public static HttpSettings read(Section section, Map<String, String> environment, String version) {
        return new HttpSettings(
                section.maybe(
                        "proxy",
                        Types.HTTP_URI,
                        "HTTP proxy; left out, HTTPS_PROXY, HTTP_PROXY and NO_PROXY of the environment count.",
                        URI.create("http://proxy.example:3128")),
                section.maybe("proxy_user", Types.TEXT, "User name for the proxy.", "rollcall"),
                section.maybe("proxy_password", Types.SECRET, "Password for the proxy.", new Secret("")),
                section.maybe(
                        "ca_file",
                        Types.PATH,
                        "PEM file with certificate authorities to trust beside the public ones.",
                        Path.of("ca.pem")),
                section.maybeSection(
                        "client_certificate", "Certificate to show to servers that ask for one.", KeyFiles::read),
                environment,
                version);
    }
}
