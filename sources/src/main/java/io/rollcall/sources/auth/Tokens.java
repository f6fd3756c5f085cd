package io.rollcall.sources.auth;

import io.rollcall.engine.time.Clock;
import io.rollcall.sources.definition.AuthRule.TokenUse;
import io.rollcall.sources.definition.RoleRule;
import io.rollcall.sources.http.Censor;
import io.rollcall.sources.http.Transport;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import okhttp3.HttpUrl;

/** All access tokens of a process: those who ask with the same credentials for the same resource share one. Thread-safe. */
public final class Tokens {

    private final Function<TokenExchange, AccessTokens> maker;
    private final Map<Object, AccessTokens> sources = new ConcurrentHashMap<>();

    /** Tokens that are asked for. */
    public Tokens(Transport web, Clock clock, Censor censor) {
        this(exchange -> new TokenSource(web, clock, censor, exchange));
    }

    private Tokens(Function<TokenExchange, AccessTokens> maker) {
        this.maker = maker;
    }

    /** Tokens that are made up, for exchanges that are played. */
    public static Tokens madeUp() {
        return new Tokens(unused -> new MadeUpTokens());
    }

    /** What sends the tokens an OAuth endpoint gives. */
    public Authorizer of(
            OAuthRequest request,
            TokenUse use,
            boolean isBaseKnown,
            Function<String, Map<String, String>> headers,
            List<RoleRule> roles) {
        return authorizer(request.identity(), exchange(request.url(), request, use, isBaseKnown), headers, roles);
    }

    /**
     * What sends the tokens a login gives.
     *
     * @param identity equal for those that log in alike
     */
    public Authorizer of(
            Object identity,
            HttpUrl url,
            TokenExchange.Request request,
            TokenUse use,
            boolean isBaseKnown,
            Function<String, Map<String, String>> headers) {
        return authorizer(identity, exchange(url, request, use, isBaseKnown), headers, List.of());
    }

    private static TokenExchange exchange(
            HttpUrl url, TokenExchange.Request request, TokenUse use, boolean isBaseKnown) {
        return new TokenExchange(
                url, request, use.token(), use.expires(), use.life(), isBaseKnown ? Optional.empty() : use.baseUrl());
    }

    private Authorizer authorizer(
            Object identity,
            TokenExchange exchange,
            Function<String, Map<String, String>> headers,
            List<RoleRule> roles) {
        AccessTokens source = sources.computeIfAbsent(identity, unused -> maker.apply(exchange));
        return new TokenAuthorizer(source, headers, roles);
    }
}
