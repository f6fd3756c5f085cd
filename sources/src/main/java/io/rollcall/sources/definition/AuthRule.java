package io.rollcall.sources.definition;

import io.rollcall.engine.identity.FieldPath;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** How requests prove who sends them. */
public sealed interface AuthRule {

    /** The field of a token request, and usually the member of its answer, that has a refresh token. */
    String REFRESH_TOKEN = "refresh_token";

    /** They need not. */
    record None() implements AuthRule {}

    /** Headers with a secret in them, for example {@code Authorization: Bearer {token}}. */
    record Header(Map<String, Template> headers) implements AuthRule {
        public Header {
            headers = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        }
    }

    /** A query parameter with a secret in it. */
    record Query(String parameter, Template value) implements AuthRule {}

    /** A secret in the body: a member of JSON, or a field of a form if it has one name only. */
    record Body(FieldPath member, Template value) implements AuthRule {}

    /** HTTP Basic (RFC 7617). */
    record Basic(Template user, Template password) implements AuthRule {}

    /**
     * A token of OAuth 2 (RFC 6749).
     *
     * @param grant what it is given for
     * @param tokenUrl of the token endpoint
     * @param form further fields, such as scope or resource
     * @param style how the endpoint wants to be asked
     * @param use what becomes of its answer
     * @param assertion for the grant jwt-bearer: what the signed statement says beside issuer, audience and times
     * @param roles the token must or should carry
     * @param rotation where the answer has a new refresh token in place of the one used, if it has
     */
    record OAuth2(
            Grant grant,
            Template tokenUrl,
            Map<String, Template> form,
            Style style,
            TokenUse use,
            Map<String, Template> assertion,
            List<RoleRule> roles,
            Optional<FieldPath> rotation)
            implements AuthRule {
        public OAuth2 {
            form = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(form));
            assertion = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(assertion));
            roles = List.copyOf(roles);
        }

        /** Whether the user says who the client is. */
        boolean hasClient() {
            return style.client() != Client.NONE;
        }
    }

    /** What a token is given for. */
    enum Grant {
        /** For the client's own secret, certificate or key (RFC 6749 section 4.4, RFC 7523). */
        CLIENT_CREDENTIALS,
        /** For a refresh token, which is a field of the form. */
        REFRESH_TOKEN,
        /** For a user's name and password, which are fields of the form. */
        PASSWORD,
        /** Zoom's: for the client's secret and an account, which is a field of the form. */
        ACCOUNT_CREDENTIALS,
        /** For a statement signed with a service account's key (RFC 7523 section 2.1). */
        JWT_BEARER;

        /** As the token endpoint knows it. */
        public String type() {
            return this == JWT_BEARER
                    ? "urn:ietf:params:oauth:grant-type:jwt-bearer"
                    : name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** Where the client says who it is. */
    enum Client {
        /** In the form. */
        BODY,
        /** In a header for HTTP Basic. */
        BASIC,
        /** Nowhere. */
        NONE
    }

    /** How a token request's fields are written. */
    enum Format {
        FORM,
        JSON
    }

    /**
     * How a token endpoint wants to be asked.
     *
     * @param algorithm of signatures, unless the user says another
     */
    record Style(Client client, Format format, ClientCredentials.Algorithm algorithm) {}

    /**
     * What becomes of the answer to a token request or login.
     *
     * @param token where the token is
     * @param expires where its life in seconds is, in the body
     * @param life of a token whose answer does not say it
     * @param headers sent with each request, in which {@code {token}} is the token
     * @param baseUrl where in the body the API's base URL is, if the answer says it
     */
    record TokenUse(
            Place token, FieldPath expires, Duration life, Map<String, Template> headers, Optional<FieldPath> baseUrl) {
        public TokenUse {
            headers = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        }
    }

    /**
     * A login: a request that is answered with a token.
     *
     * @param url of the place to log in at, without path
     */
    record Login(Template url, RequestTemplate request, TokenUse use) implements AuthRule {}

    /**
     * A signature over the request, made anew for every try.
     *
     * @param steps computed in order, each from names before it
     * @param headers sent with the request
     */
    record Signature(List<SignatureStep> steps, Map<String, Template> headers) implements AuthRule {
        public Signature {
            steps = List.copyOf(steps);
            headers = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        }
    }

    /** A result for each case. */
    record Cases<T>(
            Function<None, T> none,
            Function<Header, T> header,
            Function<Query, T> query,
            Function<Body, T> body,
            Function<Basic, T> basic,
            Function<OAuth2, T> oauth2,
            Function<Login, T> login,
            Function<Signature, T> signature) {}

    /** Calls the function of the case at hand. */
    default <T> T fold(Cases<T> cases) {
        if (this instanceof None it) {
            return cases.none.apply(it);
        }
        if (this instanceof Header it) {
            return cases.header.apply(it);
        }
        if (this instanceof Query it) {
            return cases.query.apply(it);
        }
        if (this instanceof Body it) {
            return cases.body.apply(it);
        }
        if (this instanceof Basic it) {
            return cases.basic.apply(it);
        }
        if (this instanceof OAuth2 it) {
            return cases.oauth2.apply(it);
        }
        return this instanceof Login it ? cases.login.apply(it) : cases.signature.apply((Signature) this);
    }
}
