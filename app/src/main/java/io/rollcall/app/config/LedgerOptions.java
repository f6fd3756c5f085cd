package io.rollcall.app.config;

import io.rollcall.ledger.PostgresAddress;
import io.rollcall.options.Secret;
import io.rollcall.options.Section;
import io.rollcall.options.Types;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is needed to get into a ledger in PostgreSQL.
 *
 * @param instance this collector's name for people; empty for the machine's
 * @param takeover within this time after a collector has died another one goes on
 */
public record LedgerOptions(
        String user,
        Optional<Secret> password,
        boolean tls,
        Optional<Path> authorities,
        Optional<String> instance,
        Duration takeover) {

    private static final String SCHEME = "postgresql://";
    private static final Pattern URL = Pattern.compile("postgresql://([^/@?]+)/([A-Za-z0-9_-]+)");
    private static final Duration USUAL_TAKEOVER = Duration.ofSeconds(15);
    private static final Duration SHORTEST_TAKEOVER = Duration.ofSeconds(2);
    private static final Duration LONGEST_TAKEOVER = Duration.ofHours(1);

    /** Reads the keys {@code ledger} and {@code postgresql}; relative paths start from a directory. */
    static LedgerPlace read(Section section, Path directory) {
        String written = section.optional(
                "ledger",
                Types.TEXT,
                "rollcall.db",
                "What remembers what was delivered: a file, or a database of PostgreSQL that several collectors share"
                        + " (postgresql://HOST:PORT/DATABASE).");
        Optional<LedgerOptions> options = section.maybeSection(
                "postgresql",
                "How to get into the ledger if it is in PostgreSQL, and how to share it.",
                each -> read(each));
        if (!written.startsWith(SCHEME)) {
            if (options.isPresent()) {
                section.problem("postgresql", "means something only if 'ledger' is a postgresql:// URL");
            }
            return new LedgerPlace.Embedded(path(section, directory, written));
        }
        Matcher url = URL.matcher(written);
        if (!url.matches()) {
            section.problem(
                    "ledger",
                    "must be postgresql://HOST:PORT/DATABASE or, with several hosts, postgresql://HOST1,HOST2/DATABASE;"
                            + " everything else, such as the user, goes under 'postgresql'");
            return new LedgerPlace.Embedded(directory);
        }
        LedgerOptions known = options.orElseGet(() -> new LedgerOptions(
                "rollcall", Optional.empty(), true, Optional.empty(), Optional.empty(), USUAL_TAKEOVER));
        PostgresAddress address = new PostgresAddress(
                url.group(1),
                url.group(2),
                known.user(),
                known.password().map(Secret::reveal),
                known.tls(),
                known.authorities().map(directory::resolve));
        return new LedgerPlace.Shared(
                address, known.instance().orElseGet(LedgerOptions::machine), known.takeover(), directory);
    }

    private static LedgerOptions read(Section section) {
        LedgerOptions options = new LedgerOptions(
                section.optional("user", Types.TEXT, "rollcall", "Whom to connect as."),
                section.maybe(
                        "password",
                        Types.SECRET,
                        "That user's password; needless where the server asks for none.",
                        new Secret("")),
                section.optional(
                        "tls",
                        Types.FLAG,
                        true,
                        "Whether to encrypt, and to check the server's certificate and name. Without it anybody between here and"
                                + " there can read and change the ledger."),
                section.maybe(
                        "ca_file",
                        Types.PATH,
                        "Certificates of the authorities trusted, in PEM; those of the Java runtime if left out.",
                        Path.of("ca.pem")),
                section.maybe(
                        "instance",
                        Types.TEXT,
                        "This collector's name in 'rollcall status'; the machine's name if left out.",
                        "collector-a"),
                section.optional(
                        "takeover",
                        Types.DURATION,
                        USUAL_TAKEOVER,
                        "Within this time after a collector has died another one goes on with its streams. The same for all"
                                + " collectors; a database that hesitates for a third of it may make streams change hands."));
        if (options.takeover().compareTo(SHORTEST_TAKEOVER) < 0
                || options.takeover().compareTo(LONGEST_TAKEOVER) > 0) {
            section.problem("takeover", "must be from 2s to 1h");
        }
        return options;
    }

    private static Path path(Section section, Path directory, String written) {
        try {
            return directory.resolve(written);
        } catch (InvalidPathException e) {
            section.problem("ledger", "is not a path: " + e.getReason());
            return directory;
        }
    }

    private static String machine() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "rollcall";
        }
    }
}
