package io.rollcall.sources.definition;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** How requests prove who sends them. */
public sealed interface AuthRule {

    /** They need not. */
    record None() implements AuthRule {}

    /** A header with a secret in it, for example {@code Authorization: Bearer {token}}. */
    record Header(String name, Template value) implements AuthRule {}

    /** HTTP Basic (RFC 7617). */
    record Basic(Template user, Template password) implements AuthRule {}

    /**
     * A token by OAuth 2 client credentials (RFC 6749 section 4.4), with a secret or a certificate (RFC 7523).
     *
     * @param tokenUrl of the token endpoint
     * @param form further form fields, such as scope or resource
     * @param roles the token must or should carry
     */
    record OAuth2(Template tokenUrl, Map<String, Template> form, List<RoleRule> roles) implements AuthRule {
        public OAuth2 {
            form = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(form));
            roles = List.copyOf(roles);
        }
    }

    /** Calls the function of the case at hand. */
    default <T> T fold(
            Function<None, T> none, Function<Header, T> header, Function<Basic, T> basic, Function<OAuth2, T> oauth2) {
        if (this instanceof None it) {
            return none.apply(it);
        }
        if (this instanceof Header it) {
            return header.apply(it);
        }
        return this instanceof Basic it ? basic.apply(it) : oauth2.apply((OAuth2) this);
    }
}
