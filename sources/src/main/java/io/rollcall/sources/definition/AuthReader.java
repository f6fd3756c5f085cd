package io.rollcall.sources.definition;

import io.rollcall.engine.identity.FieldPath;
import io.rollcall.options.Section;
import io.rollcall.options.Section.Alternative;
import io.rollcall.options.Types;
import io.rollcall.sources.definition.AuthRule.Client;
import io.rollcall.sources.definition.AuthRule.Format;
import io.rollcall.sources.definition.AuthRule.Grant;
import io.rollcall.sources.definition.AuthRule.Style;
import io.rollcall.sources.definition.AuthRule.TokenUse;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Reads how requests prove who sends them. */
final class AuthReader {

    private static final Set<String> SIGNED = Set.of(
            "request.method",
            "request.scheme",
            "request.host",
            "request.path",
            "request.query",
            "request.sorted_query",
            "request.target",
            "request.body");

    private static final Set<String> SECRET_FIELDS = Set.of("client_secret", "refresh_token", "password", "assertion");

    private final TemplateScope scope;
    private final Consumer<String> newNames;
    private final BiConsumer<Template, Consumer<String>> secretCheck;

    /**
     * @param newNames takes names that templates of requests may use from now on
     * @param secretCheck tells what is wrong with a template that is to hold a secret
     */
    AuthReader(TemplateScope scope, Consumer<String> newNames, BiConsumer<Template, Consumer<String>> secretCheck) {
        this.scope = scope;
        this.newNames = newNames;
        this.secretCheck = secretCheck;
    }

    AuthRule read(Section section) {
        List<Alternative<AuthRule>> kinds = List.of(
                new Alternative<>("none", "None.", unused -> new AuthRule.None()),
                new Alternative<>("bearer", "A fixed token in the header Authorization.", this::bearer),
                new Alternative<>("header", "A header with a secret in it, or several.", this::header),
                new Alternative<>(
                        "query",
                        "A query parameter with a secret in it.",
                        it -> new AuthRule.Query(
                                it.required("parameter", Types.TEXT, "The parameter.", "apikey"),
                                secret(it, "value", "Its value.", "{api_key}"))),
                new Alternative<>(
                        "body",
                        "A secret in the body.",
                        it -> new AuthRule.Body(
                                it.required(
                                        "member",
                                        Words.POINTER,
                                        "The member of the JSON body, or field of the form.",
                                        FieldPath.parse("/apikey")),
                                secret(it, "value", "Its value.", "{api_key}"))),
                new Alternative<>(
                        "basic",
                        "HTTP Basic.",
                        it -> new AuthRule.Basic(
                                scope.required(it, "user", "The user name.", "user"),
                                secret(it, "password", "The password; may be empty.", "{password}"))),
                new Alternative<>("oauth2", "A token of OAuth 2.", this::oauth),
                new Alternative<>("login", "A request that is answered with a token or session.", this::login),
                new Alternative<>(
                        "signature", "A signature over each request, made anew for every try.", this::signature));
        return section.maybeSection(
                        "auth",
                        "How requests prove who sends them.",
                        auth -> auth.choice("kind", "How they do.", kinds))
                .orElse(new AuthRule.None());
    }

    private AuthRule bearer(Section section) {
        Template token = secret(section, "token", "The token.", "{token}");
        Map<String, Template> headers = new LinkedHashMap<>();
        headers.put("Authorization", prefixed("Bearer ", token));
        return new AuthRule.Header(headers);
    }

    /** A value that must come from the user: what is written here would be known to all. */
    private Template secret(Section section, String key, String documentation, String example) {
        Template template = scope.required(section, key, documentation, example);
        if (template.names().isEmpty() && !template.parts().isEmpty()) {
            section.problem(
                    key,
                    "holds a secret in plain text; declare an option of 'kind: secret' and write its name in braces here");
        } else {
            secretCheck.accept(template, message -> section.problem(key, message));
        }
        return template;
    }

    private static Template prefixed(String prefix, Template template) {
        List<Template.Part> parts = new java.util.ArrayList<>(List.of(Template.Part.literal(prefix)));
        parts.addAll(template.parts());
        return new Template(parts);
    }

    private AuthRule header(Section section) {
        Map<String, Template> headers = new LinkedHashMap<>();
        String name = section.optional("header", Types.TEXT, "Authorization", "The header's name.");
        headers.put(name, secret(section, "value", "Its value.", "Token {token}"));
        section.maybeSection("more", "Further headers with secrets.", scope::templates)
                .ifPresent(headers::putAll);
        return new AuthRule.Header(headers);
    }

    private AuthRule oauth(Section section) {
        Grant grant = section.optional(
                "grant", Types.oneOf(Grant.class), Grant.CLIENT_CREDENTIALS, "What the token is given for.");
        Client client = section.optional(
                "client",
                Types.oneOf(Client.class),
                grant == Grant.JWT_BEARER ? Client.NONE : Client.BODY,
                "Where the client's id and secret are: in the body, in a header for HTTP Basic, or nowhere. Unless nowhere, the"
                        + " options client_id, client_secret, certificate, private_key, key_id … are the user's.");
        AuthRule.OAuth2 rule = new AuthRule.OAuth2(
                grant,
                scope.required(section, "token_url", "The token endpoint.", "{login_url}/oauth2/token"),
                section.maybeSection(
                                "form", "Further fields, such as scope, resource, audience, username.", this::fields)
                        .orElse(Map.of()),
                new Style(
                        client,
                        section.optional(
                                "format", Types.oneOf(Format.class), Format.FORM, "How the fields are written."),
                        section.optional(
                                "algorithm",
                                Types.oneOf(ClientCredentials.Algorithm.class),
                                grant == Grant.JWT_BEARER
                                        ? ClientCredentials.Algorithm.RS256
                                        : ClientCredentials.Algorithm.PS256,
                                "How a certificate or key signs, unless the user says otherwise.")),
                tokenUse(section, FieldPath.parse("/access_token"), Duration.ofMinutes(10)),
                section.maybeSection(
                                "assertion",
                                "With jwt-bearer: claims beside issuer, audience and times, such as sub and scope.",
                                scope::templates)
                        .orElse(Map.of()),
                section.sections("roles", "Application roles the token must or should carry.", RoleRule::read));
        if (!rule.assertion().isEmpty() && grant != Grant.JWT_BEARER) {
            section.problem("assertion", "means something with 'grant: jwt-bearer' only");
        }
        if (rule.hasClient() || grant == Grant.JWT_BEARER) {
            newNames.accept(UserOptions.CLIENT_ID);
        }
        return rule;
    }

    private Map<String, Template> fields(Section section) {
        Map<String, Template> fields = scope.templates(section);
        fields.forEach((name, value) -> {
            if (value.names().isEmpty() && SECRET_FIELDS.contains(name)) {
                section.problem(
                        name,
                        "holds a secret in plain text; declare an option of 'kind: secret' and write its name in braces here");
            }
        });
        return fields;
    }

    private AuthRule login(Section section) {
        return new AuthRule.Login(
                scope.maybe(section, "url", "Where to log in, without path; base_url if left out.", "{login_url}")
                        .orElse(new Template(List.of(Template.Part.name(Definition.BASE_URL)))),
                section.section("request", "The login.", it -> RequestTemplate.read(it, scope)),
                tokenUse(section, FieldPath.parse("/token"), Duration.ofMinutes(15)));
    }

    private TokenUse tokenUse(Section section, FieldPath usual, Duration usualLife) {
        TemplateScope withToken = scope.with(Set.of("token"));
        Optional<String> header = section.maybe(
                "token_header",
                Types.TEXT,
                "The header of the answer the token is in, instead of the body.",
                "X-Token");
        FieldPath pointer =
                section.optional("token_pointer", Words.POINTER, usual, "Where in the answer the token is.");
        Map<String, Template> headers = section.maybeSection(
                        "headers",
                        "Headers sent with each request, in which {token} is the token.",
                        withToken::templates)
                .orElse(Map.of());
        if (headers.isEmpty()) {
            headers = Map.of("Authorization", prefixed("Bearer ", new Template(List.of(Template.Part.name("token")))));
        }
        return new TokenUse(
                new Place(header.isPresent() ? Optional.empty() : Optional.of(pointer), header),
                section.optional(
                        "expires_pointer",
                        Words.POINTER,
                        FieldPath.parse("/expires_in"),
                        "Where the token's life in seconds is."),
                section.optional(
                        "life", Types.DURATION, usualLife, "The life of a token whose answer does not say it."),
                headers,
                section.maybe(
                        "base_url_pointer",
                        Words.POINTER,
                        "Where the answer says the API's base URL; one the user sets counts before it.",
                        FieldPath.parse("/instance_url")));
    }

    private AuthRule signature(Section section) {
        Set<String> known = new HashSet<>(SIGNED);
        List<SignatureStep> steps = section.sections("steps", "Values computed in order.", it -> {
            SignatureStep step = SignatureStep.read(it, scope.with(known));
            known.add(step.name());
            return step;
        });
        Map<String, Template> headers =
                section.section("headers", "Headers sent with the request.", scope.with(known)::templates);
        if (steps.isEmpty()) {
            section.problem("steps", "is missing: what the signature is computed from");
        }
        return new AuthRule.Signature(steps, headers);
    }
}
