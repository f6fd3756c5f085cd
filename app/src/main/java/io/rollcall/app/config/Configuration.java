package io.rollcall.app.config;

import io.rollcall.app.text.Version;
import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.event.StreamPattern;
import io.rollcall.engine.loop.LoopSettings;
import io.rollcall.options.Document;
import io.rollcall.options.HostPort;
import io.rollcall.options.InvalidDocument;
import io.rollcall.options.Section;
import io.rollcall.options.Suggestion;
import io.rollcall.options.Types;
import io.rollcall.options.Variables;
import io.rollcall.sources.Sources;
import io.rollcall.sources.definition.Definition;
import io.rollcall.sources.definition.Definitions;
import io.rollcall.sources.definition.UserOptions;
import io.rollcall.sources.http.HttpSettings;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What the user's file says.
 *
 * @param ledger where the ledger is
 * @param deadLetters the file refused deliveries are kept in
 * @param tokens the folder that keeps refresh tokens that change
 * @param http how to reach the APIs
 * @param destinations where events go
 * @param siems that may be asked what they hold, by the user's name for them
 * @param operations where to show metrics and health; empty for nowhere
 * @param accounts what to read, by the user's name for it
 */
public record Configuration(
        LedgerPlace ledger,
        Path deadLetters,
        Path tokens,
        HttpSettings http,
        Destinations destinations,
        Map<String, AskedSiem> siems,
        Optional<HostPort> operations,
        Map<String, Account> accounts) {

    /**
     * An account to be read.
     *
     * @param definition what to read it with
     * @param streams names of the streams wanted
     * @param options what the definition needs to know
     * @param pace how often and how far back to read
     * @param missingOnly how it is watched, if only what another collector lost is delivered
     */
    public record Account(
            Definition definition,
            List<String> streams,
            UserOptions options,
            Pace pace,
            Optional<MissingOnly> missingOnly) {

        /** Its streams under the name it has in the file. */
        public Stream<StreamId> ids(String name) {
            return streams.stream().map(stream -> new StreamId(definition.name(), name, stream));
        }

        /** The settings of one of its streams, whose API remembers for {@code retention}. */
        public LoopSettings settings(String stream, Duration retention) {
            LoopSettings settings = pace.settings(retention);
            Optional<Duration> usual = pace.strategy() == Pace.Strategy.FIXED
                    ? Optional.empty()
                    : definition.stream(stream).flatMap(it -> it.behaviour().pollInterval());
            return pace.pollInterval()
                    .or(() -> usual)
                    .map(settings::pollingEvery)
                    .orElse(settings);
        }
    }

    /** Reads a file, and prints what is doubtful about it. */
    public static Configuration load(Path file) throws IOException, InvalidDocument {
        Document.Reading<Configuration> reading = load(file, Definitions.shipped(), System.getenv());
        reading.warnings().forEach(warning -> System.err.println("rollcall: warning: " + warning));
        return reading.value();
    }

    /** Reads a file; relative paths in it start from its folder. */
    public static Document.Reading<Configuration> load(
            Path file, Definitions definitions, Map<String, String> environment) throws IOException, InvalidDocument {
        Path directory = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of(""));
        Document document = new Document(file.toString(), text(file), new Variables(environment, directory));
        return document.read(reader(directory, definitions, environment));
    }

    public static String text(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new FileSystemException(file.toString(), null, "is a directory; give the path of a file");
        }
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new FileSystemException(file.toString(), null, "is no text in UTF-8; a configuration is YAML");
        }
    }

    /**
     * The reader of the configuration, which also yields its documentation and schema.
     *
     * @param directory what relative paths start from
     */
    public static Function<Section, Configuration> reader(
            Path directory, Definitions definitions, Map<String, String> environment) {
        return section -> read(section, directory, definitions, environment);
    }

    private static Configuration read(
            Section section, Path directory, Definitions shipped, Map<String, String> environment) {
        Definitions definitions = definitions(section, directory, shipped);
        Storage storage = readStorage(section, directory);
        Configuration configuration = new Configuration(
                storage.ledger(),
                storage.deadLetters(),
                storage.tokens(),
                readHttp(section, environment),
                Destinations.read(section, directory, storage.ledger()),
                section.named(
                        "siems",
                        "SIEMs that may be asked what they hold, under names you choose: for the roll call, and for accounts that are delivered"
                                + " missing-only. They are only read.",
                        AskedSiem::read),
                section.maybe(
                        "operations",
                        Types.HOST_PORT,
                        "Where 'run' shows /metrics (for Prometheus), /healthz and /readyz while it runs; nowhere if left out."
                                + " They name your streams but hold no secret.",
                        new HostPort("127.0.0.1", 9464)),
                named(
                        section,
                        section.named(
                                "accounts",
                                "What to read, under names you choose.",
                                account -> AccountReader.read(account, directory, definitions))));
        if (configuration.accounts().isEmpty()) {
            section.problem("accounts", "names no account, so there is nothing to read");
        }
        configuration.destinations().check(section, configuration.streams());
        configuration.checkTokens(section);
        configuration.accounts().forEach((name, account) -> MissingOnly.check(section, name, account, configuration));
        Tariffs.contradictions(configuration.accounts())
                .forEach((name, message) -> section.problem("accounts", "'" + name + "' " + message));
        return configuration;
    }

    /** Accounts without those whose names could not stand in a stream's. */
    private static Map<String, Account> named(Section section, Map<String, Account> accounts) {
        Map<String, Account> kept = new LinkedHashMap<>(accounts);
        for (String name : accounts.keySet()) {
            if (name.isBlank() || name.indexOf('/') >= 0) {
                section.problem(
                        "accounts",
                        "'" + name
                                + "' is no name for an account: it must not be empty nor hold a '/', which stands between the"
                                + " parts of a stream's name");
                kept.remove(name);
            }
        }
        return kept;
    }

    /** A refresh token that changes with each use is on one machine: a second collector could neither know the newest nor tell it. */
    private void checkTokens(Section section) {
        if (ledger instanceof LedgerPlace.Shared) {
            accounts.forEach((name, account) -> {
                if (Sources.isRotating(account.definition())) {
                    section.problem(
                            "accounts",
                            "'" + name
                                    + "' has a refresh token that changes with each use and is kept on one machine, so it cannot"
                                    + " be collected by several; give it a configuration with a ledger in a file");
                }
            });
        }
    }

    /** All streams of all accounts. */
    public List<StreamId> streams() {
        return accounts.entrySet().stream()
                .flatMap(account -> account.getValue().ids(account.getKey()))
                .toList();
    }

    /**
     * The streams a person means.
     *
     * @param patterns as {@link StreamPattern} has them
     * @throws IllegalArgumentException if one of them matches no stream; the message has the streams there are
     */
    public List<StreamId> streams(List<String> patterns) {
        List<StreamId> all = streams();
        for (String pattern : patterns) {
            if (all.stream().noneMatch(new StreamPattern(pattern)::matches)) {
                List<String> names = all.stream().map(StreamId::toString).toList();
                throw new IllegalArgumentException("the configuration has no stream '" + pattern + "'"
                        + Suggestion.forWord(pattern, names) + "; it has: " + String.join(", ", names));
            }
        }
        return all.stream()
                .filter(id -> patterns.stream().anyMatch(pattern -> new StreamPattern(pattern).matches(id)))
                .toList();
    }

    /** What remembers. */
    record Storage(LedgerPlace ledger, Path deadLetters, Path tokens) {}

    static Storage readStorage(Section section, Path directory) {
        return new Storage(
                LedgerOptions.read(section, directory),
                directory.resolve(section.optional(
                        "dead_letters",
                        Types.PATH,
                        Path.of("dead-letters.ndjson"),
                        "The file that keeps what the sink refuses for good.")),
                directory.resolve(section.optional(
                        "tokens",
                        Types.PATH,
                        Path.of("rollcall-tokens"),
                        "The folder that keeps refresh tokens that change with each use, readable for its owner alone; made when"
                                + " there is one to keep.")));
    }

    static HttpSettings readHttp(Section section, Map<String, String> environment) {
        return section.maybeSection(
                        "http", "How to reach the APIs.", http -> HttpSettings.read(http, environment, Version.NUMBER))
                .orElseGet(() -> HttpSettings.plain(Version.NUMBER));
    }

    static Definitions definitions(Section section, Path directory, Definitions shipped) {
        Optional<Path> own = section.maybe(
                "definitions",
                Types.PATH,
                "Source definitions of your own: a definition's file, its folder, or a folder of such folders."
                        + " One with the name of a shipped one takes its place.",
                Path.of("definitions"));
        if (own.isEmpty()) {
            return shipped;
        }
        try {
            return shipped.with(directory.resolve(own.get()));
        } catch (InvalidDocument e) {
            section.problem("definitions", "has mistakes:\n" + e.getMessage());
        } catch (IOException e) {
            section.problem("definitions", "cannot be read: " + e.getMessage());
        }
        return shipped;
    }
}
