package io.rollcall.sources.read;

import io.rollcall.sources.auth.Authorizer;
import io.rollcall.sources.auth.Authorizer.Credential;
import io.rollcall.sources.auth.OAuthAuthorizer;
import io.rollcall.sources.auth.Tokens;
import io.rollcall.sources.definition.AuthRule;
import io.rollcall.sources.definition.Definition;
import io.rollcall.sources.definition.StreamDefinition;
import io.rollcall.sources.definition.UserOptions;
import io.rollcall.sources.http.Censor;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;

/** Makes authorizers of what definitions and users say. */
public final class Authorizers {

    private Authorizers() {}

    /** @throws IllegalArgumentException if the token endpoint's URL is none, or a header's value cannot be sent */
    public static Authorizer of(
            Definition definition, StreamDefinition stream, UserOptions options, Tokens tokens, Censor censor) {
        Names names = Names.of(definition, stream, options).with(options.secrets());
        return definition
                .auth()
                .fold(
                        none -> Authorizer.fixed(Optional.empty()),
                        header -> fixed(header.name(), names.fill(header.value()), censor),
                        basic -> fixed(
                                "Authorization", basic(names.fill(basic.user()), names.fill(basic.password())), censor),
                        oauth -> oauth(oauth, names, options, tokens));
    }

    private static Authorizer fixed(String header, String value, Censor censor) {
        if (!value.chars().allMatch(c -> c >= ' ' && c < 127)) {
            throw new IllegalArgumentException("the value for the header " + header
                    + " has characters that no header may have, such as a line break; check the secret");
        }
        censor.learn(value);
        return Authorizer.fixed(Optional.of(new Credential(header, value)));
    }

    private static String basic(String user, String password) {
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    private static Authorizer oauth(AuthRule.OAuth2 rule, Names names, UserOptions options, Tokens tokens) {
        Map<String, String> form = new LinkedHashMap<>();
        rule.form().forEach((name, value) -> form.put(name, names.fill(value)));
        HttpUrl url = HttpUrl.get(names.fill(rule.tokenUrl()));
        return new OAuthAuthorizer(
                tokens,
                url,
                options.credentials()
                        .orElseThrow(() -> new IllegalArgumentException("the options lack the client's credentials")),
                form,
                rule.roles());
    }
}
