package io.rollcall.sources.auth;

import io.rollcall.engine.source.FaultCode;
import io.rollcall.engine.source.Recovery;
import io.rollcall.engine.source.SourceFault;
import io.rollcall.sources.definition.ClientCredentials;
import io.rollcall.sources.definition.RoleRule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Sends an access token, after looking whether it carries the roles that are needed. */
public final class OAuthAuthorizer implements Authorizer {

    private static final String PREFIX = "Bearer ";

    private final TokenSource tokens;
    private final List<RoleRule> roles;
    private volatile @Nullable AccessToken checked;

    public OAuthAuthorizer(
            Tokens tokens, HttpUrl url, ClientCredentials credentials, Map<String, String> form, List<RoleRule> roles) {
        this.tokens = tokens.of(url, credentials, form);
        this.roles = List.copyOf(roles);
    }

    @Override
    public Optional<Credential> credential() throws SourceFault, InterruptedException {
        AccessToken token = tokens.token();
        if (!token.equals(checked)) {
            checkRoles(token);
            checked = token;
        }
        return Optional.of(new Credential("Authorization", PREFIX + token.value()));
    }

    @Override
    public boolean refused(Credential credential) {
        tokens.discard(credential.value().substring(PREFIX.length()));
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
