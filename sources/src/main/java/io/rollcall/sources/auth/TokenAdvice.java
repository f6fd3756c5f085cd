package io.rollcall.sources.auth;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What to do about the errors of token endpoints: Microsoft's by their numbers, which docs/vendors/microsoft-oauth.md has, those of others by the
 * names of RFC 6749, section 5.2.
 */
final class TokenAdvice {

    private static final Map<String, String> BY_CODE = advice();

    private static final Map<String, String> BY_NAME = Map.of(
            "invalid_client",
                    "it does not know the client, or takes the secret, key or certificate for wrong; check these options",
            "invalid_grant", "what it was given in place of a password is wrong, expired or revoked; get a new one",
            "unauthorized_client",
                    "it gives this client no tokens in this way, or, as some say it, takes its secret, key or certificate for wrong; check these"
                            + " options and how the client is registered there",
            "unsupported_grant_type", "it gives no tokens in this way; check the address it is asked at",
            "invalid_scope", "the scope is unknown there, or not granted to the client; check what the client may do");

    private TokenAdvice() {}

    private static Map<String, String> advice() {
        Map<String, String> advice = new LinkedHashMap<>();
        advice.put(
                "AADSTS7000215",
                "the client secret is wrong; you may have pasted the secret's id instead of its value");
        advice.put("AADSTS7000222", "the client secret has expired; make a new one under Certificates & secrets");
        advice.put(
                "AADSTS700016",
                "there is no such application in this tenant; check client_id and tenant, and that an administrator consented");
        advice.put(
                "AADSTS700027",
                "the certificate is not registered with the application, or the key is another one's; upload the certificate"
                        + " under Certificates & secrets");
        advice.put("AADSTS700021", "the assertion's issuer is not the application; check client_id");
        advice.put(
                "AADSTS700023", "the assertion is meant for another token endpoint; check tenant, cloud and login_url");
        advice.put("AADSTS700024", "the assertion is not valid at this time; check this machine's clock");
        advice.put("AADSTS70011", "the scope is not valid for this cloud; check the option cloud");
        advice.put("AADSTS90002", "there is no such tenant; check tenant and cloud");
        advice.put("AADSTS900023", "the tenant is neither an id nor a domain name; check tenant");
        advice.put("AADSTS500011", "the API is not known in this tenant; check the option cloud");
        advice.put("AADSTS7000216", "the client sent neither a secret nor an assertion the endpoint accepts");
        advice.put("AADSTS7000112", "the application is disabled in this tenant");
        return advice;
    }

    /**
     * One clause.
     *
     * @param error its name; may be empty
     * @param description what the endpoint says
     */
    static String of(String error, String description) {
        return BY_CODE.entrySet().stream()
                .filter(entry -> description.matches("(?s).*\\b" + entry.getKey() + "\\b.*"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseGet(() -> BY_NAME.getOrDefault(
                        error,
                        "check the options it logs in with: who the client is, and its secret, key or certificate"));
    }
}
