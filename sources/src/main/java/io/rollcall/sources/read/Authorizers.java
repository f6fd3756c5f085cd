package io.rollcall.sources.read;

import io.rollcall.engine.time.Clock;
import io.rollcall.sources.auth.Authorizer;
import io.rollcall.sources.auth.OAuthRequest;
import io.rollcall.sources.auth.TokenExchange;
import io.rollcall.sources.auth.Tokens;
import io.rollcall.sources.definition.AuthRule;
import io.rollcall.sources.definition.Definition;
import io.rollcall.sources.definition.StreamDefinition;
import io.rollcall.sources.definition.Template;
import io.rollcall.sources.definition.UserOptions;
import io.rollcall.sources.http.Call;
import io.rollcall.sources.http.Censor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import okhttp3.HttpUrl;

/** Makes authorizers of what definitions and users say. */
public final class Authorizers {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final long MAX_BODY_BYTES = 1 << 20;

    private final Definition definition;
    private final UserOptions options;
    private final Tokens tokens;
    private final Surroundings surroundings;
    private final Names names;

    /** What comes from outside. */
    public record Surroundings(Censor censor, Clock clock, Supplier<UUID> random) {}

    private Authorizers(
            Definition definition,
            StreamDefinition stream,
            UserOptions options,
            Tokens tokens,
            Surroundings surroundings) {
        this.definition = definition;
        this.options = options;
        this.tokens = tokens;
        this.surroundings = surroundings;
        this.names = Names.of(definition, stream, options).with(options.secrets());
    }

    /** @throws IllegalArgumentException if the token endpoint's URL is none, or a header's value cannot be sent */
    public static Authorizer of(
            Definition definition,
            StreamDefinition stream,
            UserOptions options,
            Tokens tokens,
            Surroundings surroundings) {
        return new Authorizers(definition, stream, options, tokens, surroundings).authorizer();
    }

    private Authorizer authorizer() {
        return definition
                .auth()
                .fold(new AuthRule.Cases<>(
                        none -> Authorizer.none(),
                        header -> headers(header.headers()),
                        query -> query(query.parameter(), secret(names.fill(query.value()))),
                        body -> body(body, secret(names.fill(body.value()))),
                        basic -> basic(names.fill(basic.user()), names.fill(basic.password())),
                        this::oauth,
                        this::login,
                        signature -> new Signer(
                                signature, names, surroundings.clock(), surroundings.random(), surroundings.censor())));
    }

    private Authorizer headers(Map<String, Template> templates) {
        Map<String, String> headers = new LinkedHashMap<>();
        templates.forEach((name, value) -> headers.put(name, header(name, names.fill(value))));
        return Authorizer.fixed(call -> with(call, headers));
    }

    private String header(String name, String value) {
        if (!value.chars().allMatch(c -> c >= ' ' && c < 127)) {
            throw new IllegalArgumentException("the value for the header " + name
                    + " has characters that no header may have, such as a line break; check the secret");
        }
        return secret(value);
    }

    private String secret(String value) {
        surroundings.censor().learn(value);
        return value;
    }

    private static Call with(Call call, Map<String, String> headers) {
        Call proven = call;
        for (Map.Entry<String, String> header : headers.entrySet()) {
            proven = proven.with(header.getKey(), header.getValue());
        }
        return proven;
    }

    private static Authorizer query(String parameter, String value) {
        return Authorizer.fixed(call -> call.to(
                call.url().newBuilder().setQueryParameter(parameter, value).build()));
    }

    private static Authorizer body(AuthRule.Body rule, String value) {
        return Authorizer.fixed(call -> call.with(BodySecrets.put(call, rule.member(), value)));
    }

    private Authorizer basic(String user, String password) {
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        String value = header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
        return Authorizer.fixed(call -> call.with("Authorization", value));
    }

    private Authorizer oauth(AuthRule.OAuth2 rule) {
        OAuthRequest request = new OAuthRequest(
                HttpUrl.get(names.fill(rule.tokenUrl())),
                rule.grant(),
                filled(rule.form()),
                rule.style(),
                filled(rule.assertion()),
                options.credentials(),
                surroundings.random());
        return tokens.of(request, rule.use(), isBaseKnown(), tokenHeaders(rule.use()), rule.roles(), rule.rotation());
    }

    private Authorizer login(AuthRule.Login rule) {
        HttpUrl base = HttpUrl.get(names.fill(rule.url()));
        Addresses addresses =
                new Addresses(base, Definition.ForeignLinks.REFUSE, surroundings.random(), surroundings.clock());
        TokenExchange.Request request = now -> {
            Ask ask = addresses.ask(rule.request(), names);
            return new Call(ask.method(), ask.url(), ask.headers(), ask.body(), TIMEOUT, MAX_BODY_BYTES);
        };
        HttpUrl shown = addresses.ask(rule.request(), names).url();
        return tokens.of(
                List.of(definition.name(), base, names.values()),
                shown,
                request,
                rule.use(),
                isBaseKnown(),
                tokenHeaders(rule.use()));
    }

    /** A base URL the user sets is the one, whatever a token comes with. */
    private boolean isBaseKnown() {
        return options.urls().containsKey(Definition.BASE_URL);
    }

    private Function<String, Map<String, String>> tokenHeaders(AuthRule.TokenUse use) {
        return token -> {
            Names withToken = names.with("token", token);
            Map<String, String> headers = new LinkedHashMap<>();
            use.headers().forEach((name, value) -> headers.put(name, withToken.fill(value)));
            return headers;
        };
    }

    private Map<String, String> filled(Map<String, Template> templates) {
        Map<String, String> filled = new LinkedHashMap<>();
        templates.forEach((name, value) -> filled.put(name, names.fill(value)));
        return filled;
    }
}
