package io.rollcall.sinks.http;

import io.rollcall.options.Section;
import io.rollcall.options.Types;
import io.rollcall.sinks.tls.ClientIdentity;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How to reach a receiver over HTTP.
 *
 * @param uri where events are posted to
 * @param timeout for a connection, and then for each answer
 * @param maxBytes a request holds no more than this, uncompressed, unless a single event does
 * @param gzip whether requests are compressed
 * @param authorities PEM file of the authorities trusted; empty for those of the Java runtime
 * @param identity what to show to the receiver; empty for nothing
 */
public record HttpOptions(
        URI uri,
        Duration timeout,
        long maxBytes,
        boolean gzip,
        Optional<Path> authorities,
        Optional<ClientIdentity> identity) {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration ANSWER_TIMEOUT = Duration.ofMinutes(3);
    private static final long MOST_ASKED_BYTES = 1 << 20;

    /** Options with a time limit and nothing else out of the ordinary. */
    public static HttpOptions to(URI uri, Duration timeout) {
        return new HttpOptions(uri, timeout, 8L << 20, true, Optional.empty(), Optional.empty());
    }

    /**
     * Reads the options out of the mapping of a sink.
     *
     * @param maxBytes what fits the receiver unless the user says otherwise
     */
    public static HttpOptions read(Section section, String documentation, URI example, long maxBytes) {
        URI uri = section.required("url", Types.HTTP_URI, documentation, example);
        Duration timeout = section.optional(
                "timeout", Types.DURATION, TIMEOUT, "How long to wait for a connection, and then for each answer.");
        if (timeout.toMillis() < 1) {
            section.problem("timeout", "must be at least 1ms");
        }
        long most = section.optional(
                "max_bytes",
                Types.BYTES,
                maxBytes,
                "A request holds no more than this before compression, unless a single event does.");
        return new HttpOptions(
                uri,
                timeout.toMillis() < 1 ? TIMEOUT : timeout,
                Math.max(1, most),
                section.optional("gzip", Types.FLAG, true, "Whether requests are compressed."),
                section.maybe(
                        "ca_file",
                        Types.PATH,
                        "PEM file with the certificates of the authorities trusted to sign the receiver's certificate; those"
                                + " the Java runtime trusts if left out.",
                        Path.of("/etc/rollcall/ca.pem")),
                section.maybeSection(
                        "client_certificate",
                        "What to show to a receiver that asks who we are.",
                        ClientIdentity::read));
    }

    /** Reads the options of one that is only asked, and whose answers are as long as they are. */
    public static HttpOptions readAsked(Section section, String documentation, URI example) {
        return new HttpOptions(
                section.required("url", Types.HTTP_URI, documentation, example),
                section.optional(
                        "timeout",
                        Types.DURATION,
                        ANSWER_TIMEOUT,
                        "How long to wait for a connection, and then for each answer."),
                MOST_ASKED_BYTES,
                false,
                section.maybe(
                        "ca_file",
                        Types.PATH,
                        "PEM file with the certificates of the authorities trusted to sign its certificate; those the Java runtime"
                                + " trusts if left out.",
                        Path.of("/etc/rollcall/ca.pem")),
                section.maybeSection(
                        "client_certificate", "What to show to one that asks who we are.", ClientIdentity::read));
    }

    /** These options with a path, if they have none. */
    public HttpOptions atUnlessGiven(String path) {
        String given = uri.getPath();
        return given == null || given.isEmpty() || given.equals("/") ? at(path) : this;
    }

    /** These options with another path and no query, on the same server. */
    public HttpOptions at(String path) {
        URI there = uri.resolve(path);
        return new HttpOptions(there, timeout, maxBytes, gzip, authorities, identity);
    }
}
