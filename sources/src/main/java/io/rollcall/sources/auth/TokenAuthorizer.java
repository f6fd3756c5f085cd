package io.rollcall.sources.auth;

import io.rollcall.engine.source.FaultCode;
import io.rollcall.engine.source.Recovery;
import io.rollcall.engine.source.SourceFault;
import io.rollcall.sources.definition.RoleRule;
import io.rollcall.sources.http.Call;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Sends an access token, after looking whether it carries the roles that are needed. */
public final class TokenAuthorizer implements Authorizer {

    private final AccessTokens tokens;
    private final Function<String, Map<String, String>> headers;
    private final List<RoleRule> roles;
    private volatile @Nullable AccessToken checked;

    /** @param headers the headers a token is sent in */
    TokenAuthorizer(AccessTokens tokens, Function<String, Map<String, String>> headers, List<RoleRule> roles) {
        this.tokens = tokens;
        this.headers = headers;
        this.roles = List.copyOf(roles);
    }

    private record TokenCredential(AccessToken token, Map<String, String> headers) implements Credential {

        @Override
        public Call on(Call call) {
            Call proven = call;
            for (Map.Entry<String, String> header : headers.entrySet()) {
                proven = proven.with(header.getKey(), header.getValue());
            }
            return proven;
        }

        @Override
        public Optional<HttpUrl> base() {
            return token.base();
        }

        @Override
        public String toString() {
            return "(secret)";
        }
    }

    @Override
    public Optional<Credential> credential() throws SourceFault, InterruptedException {
        AccessToken token = tokens.token();
        if (!token.equals(checked)) {
            checkRoles(token);
            checked = token;
        }
        return Optional.of(new TokenCredential(token, headers.apply(token.value())));
    }

    @Override
    public boolean refused(Credential credential) {
        if (credential instanceof TokenCredential refused) {
            tokens.discard(refused.token().value());
        }
        return true;
    }

    /** The roles the token has; empty if it cannot be looked into. */
    public Optional<Set<String>> rolesOfToken() throws SourceFault, InterruptedException {
        return tokens.token().roles();
    }

    /** The rules a set of roles does not satisfy. */
    public List<RoleRule> missing(Set<String> present) {
        return roles.stream()
                .filter(rule -> rule.anyOf().stream().noneMatch(present::contains))
                .toList();
    }

    private void checkRoles(AccessToken token) throws SourceFault {
        Optional<Set<String>> present = token.roles();
        if (present.isEmpty()) {
            return;
        }
        List<RoleRule> missing =
                missing(present.get()).stream().filter(RoleRule::isRequired).toList();
        if (!missing.isEmpty()) {
            tokens.discard(token.value());
            String names = String.join(
                    ", ",
                    missing.stream()
                            .map(rule -> rule.anyOf().get(0) + " (" + rule.purpose() + ")")
                            .toList());
            throw new SourceFault(
                    FaultCode.PERMISSION_MISSING,
                    Recovery.SUSPEND,
                    "the token lacks the application role " + names + "; it has "
                            + (present.get().isEmpty() ? "none" : String.join(", ", present.get()))
                            + ". Grant it to the application and give admin consent; a new grant shows in new tokens only,"
                            + " which are taken at the next try");
        }
    }
}
