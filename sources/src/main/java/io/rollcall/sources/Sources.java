package io.rollcall.sources;

import io.rollcall.engine.budget.Budgets;
import io.rollcall.engine.budget.RateScope;
import io.rollcall.engine.source.Source;
import io.rollcall.engine.time.Clock;
import io.rollcall.sources.auth.Authorizer;
import io.rollcall.sources.auth.RefreshTokens;
import io.rollcall.sources.auth.Tokens;
import io.rollcall.sources.definition.AuthRule;
import io.rollcall.sources.definition.Definition;
import io.rollcall.sources.definition.RateRule;
import io.rollcall.sources.definition.StreamDefinition;
import io.rollcall.sources.definition.UserOptions;
import io.rollcall.sources.extension.Extension;
import io.rollcall.sources.http.Answer;
import io.rollcall.sources.http.Call;
import io.rollcall.sources.http.Censor;
import io.rollcall.sources.http.Extended;
import io.rollcall.sources.http.HttpSettings;
import io.rollcall.sources.http.Transport;
import io.rollcall.sources.http.Watched;
import io.rollcall.sources.http.Web;
import io.rollcall.sources.read.Authorizers;
import io.rollcall.sources.read.DefinedSource;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Opens sources. All that it opens share connections and tokens, and are of no use after it is closed. Thread-safe. */
public final class Sources implements AutoCloseable {

    private final Clock clock;
    private final Budgets budgets;
    private final Supplier<UUID> random;
    private final Censor censor = new Censor(List.of());
    private final Optional<Executor> helper;
    private final Watched web;
    private final Watched tokenWeb;
    private final Tokens tokens;
    private volatile RefreshTokens refreshTokens = RefreshTokens.NOWHERE;

    /**
     * Sources that ask for a page when the one before has been read.
     *
     * @param random makes the ids of requests and client assertions
     * @throws IOException if a file named in the settings cannot be used
     */
    public Sources(HttpSettings settings, Clock clock, Budgets budgets, Supplier<UUID> random) throws IOException {
        this(settings, clock, budgets, random, Optional.empty());
    }

    /**
     * Sources that ask for a page while the one before is read, where that says early enough which one is next.
     *
     * @param random makes the ids of requests and client assertions
     * @param helper waits for the answers
     * @throws IOException if a file named in the settings cannot be used
     */
    public Sources(HttpSettings settings, Clock clock, Budgets budgets, Supplier<UUID> random, Executor helper)
            throws IOException {
        this(settings, clock, budgets, random, Optional.of(helper));
    }

    private Sources(
            HttpSettings settings, Clock clock, Budgets budgets, Supplier<UUID> random, Optional<Executor> helper)
            throws IOException {
        this.helper = helper;
        this.clock = clock;
        this.budgets = budgets;
        this.random = random;
        Web all = new Web(settings, clock);
        this.web = new Watched(all);
        this.tokenWeb = new Watched(all);
        this.tokens = new Tokens(tokenWeb, clock, censor, id -> refreshTokens.take(id));
    }

    private Sources(Transport transport, Clock clock, Budgets budgets, Supplier<UUID> random) {
        this.helper = Optional.empty();
        this.clock = clock;
        this.budgets = budgets;
        this.random = random;
        this.web = new Watched(transport);
        this.tokenWeb = new Watched(transport);
        this.tokens = Tokens.madeUp();
    }

    /**
     * Sources whose requests go to somebody who plays the API. No token endpoint is asked: tokens are {@code token-1} and, when
     * that is refused, {@code token-2} and so on.
     */
    public static Sources played(Transport transport, Clock clock, Budgets budgets, Supplier<UUID> random) {
        return new Sources(transport, clock, budgets, random);
    }

    /** Has refresh tokens that change with each use kept somewhere; without this none is used. */
    public void keepRefreshTokens(RefreshTokens keeper) {
        refreshTokens = keeper;
    }

    /** Has somebody told of each request to an API and its answer as they are, with secrets; not of those for tokens. */
    public void observe(BiConsumer<Call, Answer> observer) {
        web.watch(observer);
    }

    /** Has somebody told of each request and its answer, without secrets. */
    public void watch(Consumer<String> watcher) {
        BiConsumer<Call, Answer> told = telling(watcher);
        web.watch(told);
        tokenWeb.watch(told);
    }

    private BiConsumer<Call, Answer> telling(Consumer<String> watcher) {
        return (call, answer) -> watcher.accept(call.method() + " "
                + censor.apply(
                        call.url() + call.body().map(body -> " " + body.text()).orElse("")) + " → HTTP "
                + answer.status() + ", " + answer.body().length() + " bytes"
                + (answer.isSuccess() ? "" : ": " + censor.apply(answer.body().toString())));
    }

    /**
     * Opens one stream of a definition; sends nothing yet.
     *
     * @throws IllegalArgumentException if there is no such stream or extension, or a URL made of the options is none
     */
    public Source open(Definition definition, String streamName, UserOptions options) {
        return open(definition, streamName, options, Optional.empty());
    }

    /**
     * Opens one stream for a trial: the page behind the one that is said to be a window's last is asked for too.
     *
     * @param doubter is told if that has records of the window
     * @throws IllegalArgumentException if there is no such stream or extension, or a URL made of the options is none
     */
    public Source doubt(Definition definition, String streamName, UserOptions options, Consumer<String> doubter) {
        return open(definition, streamName, options, Optional.of(doubter));
    }

    private Source open(
            Definition definition, String streamName, UserOptions options, Optional<Consumer<String>> doubter) {
        StreamDefinition stream = stream(definition, streamName);
        return DefinedSource.of(
                definition,
                stream,
                options,
                authorizer(definition, stream, options),
                budgets.of(scope(stream.rate(), options)),
                new DefinedSource.Surroundings(transport(definition, options), clock, censor, random, helper, doubter));
    }

    private static Optional<Extension> extension(String name) {
        return ServiceLoader.load(Extension.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(it -> it.name().equals(name))
                .findFirst();
    }

    /** Whether a definition uses a refresh token that changes with each use, so that whoever uses it must have the newest. */
    public static boolean isRotating(Definition definition) {
        return definition.auth() instanceof AuthRule.OAuth2 oauth
                && oauth.rotation().isPresent();
    }

    /** What to say of the extension a definition needs, if it is not there. */
    public static Optional<String> missingExtension(Definition definition) {
        return definition
                .extension()
                .filter(name -> extension(name).isEmpty())
                .map(name -> "needs the extension '" + name
                        + "', which is not there; put its jar into the folder extensions beside the program");
    }

    /** Through the definition's extension, if it names one. */
    private Transport transport(Definition definition, UserOptions options) {
        if (definition.extension().isEmpty()) {
            return web;
        }
        String name = definition.extension().get();
        Extension extension = extension(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        missingExtension(definition).orElse(name)));
        Map<String, String> said = new LinkedHashMap<>(options.texts());
        options.secrets().forEach((option, secret) -> said.put(option, secret.reveal()));
        return new Extended(web, extension.open(Map.copyOf(said)), name, clock);
    }

    /** Makes a check of one stream: each step from name resolution to a first page, with what to do where it fails. */
    public SourceCheck check(Definition definition, String streamName, UserOptions options) {
        StreamDefinition stream = stream(definition, streamName);
        return new SourceCheck(
                definition,
                stream,
                DefinedSource.addresses(definition, stream, options),
                web,
                authorizer(definition, stream, options),
                open(definition, streamName, options),
                clock);
    }

    private Authorizer authorizer(Definition definition, StreamDefinition stream, UserOptions options) {
        options.allSecrets().forEach(secret -> censor.learn(secret.reveal()));
        return Authorizers.of(definition, stream, options, tokens, new Authorizers.Surroundings(censor, clock, random));
    }

    /** The limit a stream's requests count against, and whom it is shared with. */
    public static RateScope rateScope(Definition definition, String streamName, UserOptions options) {
        return scope(stream(definition, streamName).rate(), options);
    }

    private static RateScope scope(RateRule rule, UserOptions options) {
        String name = Stream.concat(
                        Stream.of(rule.scope()),
                        rule.sharedBy().stream().map(option -> options.texts().getOrDefault(option, "")))
                .map(part -> part.toLowerCase(Locale.ROOT))
                .collect(Collectors.joining("/"));
        return new RateScope(name, rule.requests(), rule.period());
    }

    private static StreamDefinition stream(Definition definition, String name) {
        return definition.stream(name)
                .orElseThrow(() -> new IllegalArgumentException(definition.name() + " has no stream '" + name + "'"
                        + io.rollcall.options.Suggestion.forWord(name, definition.streamNames()) + "; it has: "
                        + String.join(", ", definition.streamNames())));
    }

    @Override
    public void close() {
        web.close();
    }
}
