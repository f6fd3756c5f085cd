package io.rollcall.sources.auth;

import io.rollcall.engine.time.Clock;
import io.rollcall.sources.definition.AuthRule.TokenUse;
import io.rollcall.sources.definition.RoleRule;
import io.rollcall.sources.http.Censor;
import io.rollcall.sources.http.Web;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import okhttp3.HttpUrl;

/** All access tokens of a process: those who ask with the same credentials for the same resource share one. Thread-safe. */
public final class Tokens {

    private final Web web;
    private final Clock clock;
    private final Censor censor;
    private final Map<Object, TokenSource> sources = new ConcurrentHashMap<>();

    public Tokens(Web web, Clock clock, Censor censor) {
        this.web = web;
        this.clock = clock;
        this.censor = censor;
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
        TokenSource source = sources.computeIfAbsent(identity, unused -> new TokenSource(web, clock, censor, exchange));
        return new TokenAuthorizer(source, headers, roles);
    }
}
