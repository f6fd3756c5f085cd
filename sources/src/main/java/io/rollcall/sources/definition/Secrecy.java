package io.rollcall.sources.definition;

import java.util.Locale;
import java.util.Set;

/** What is secret by its name. */
public final class Secrecy {

    static final String MISTAKE =
            "holds a secret in plain text; declare an option of 'kind: secret' and write its name in braces under auth";

    private static final Set<String> NAMES = Set.of(
            "authorization",
            "proxyauthorization",
            "cookie",
            "apikey",
            "xapikey",
            "apitoken",
            "xapitoken",
            "authtoken",
            "xauthtoken",
            "accesstoken",
            "refreshtoken",
            "idtoken",
            "bearertoken",
            "clientsecret",
            "secret",
            "secretkey",
            "accesskey",
            "sharedkey",
            "privatekey",
            "password",
            "passwd",
            "passphrase");

    private Secrecy() {}

    /** Whether a header, parameter, field or member of that name holds a secret. */
    public static boolean isSecret(String name) {
        return NAMES.contains(name.toLowerCase(Locale.ROOT).replaceAll("[-_. ]", ""));
    }

    /** Whether a value under a name is a secret that is written down. */
    static boolean isPlain(String name, Template value) {
        return isSecret(name) && value.names().isEmpty() && !value.parts().isEmpty();
    }
}
