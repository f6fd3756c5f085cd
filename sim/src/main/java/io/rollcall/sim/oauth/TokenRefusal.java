package io.rollcall.sim.oauth;

/**
 * Why no token is issued, in the terms of Microsoft Entra (docs/vendors, ms-graph, token errors).
 *
 * @param status HTTP status
 * @param error OAuth error code
 * @param code AADSTS number
 * @param message text without the trailer
 */
record TokenRefusal(int status, String error, int code, String message) {
    static TokenRefusal wrongSecret(String client) {
        return new TokenRefusal(
                401,
                "invalid_client",
                7000215,
                "Invalid client secret provided. Ensure the secret being sent in the request is the client secret"
                        + " value, not the client secret ID, for a secret added to app '" + client + "'.");
    }

    static TokenRefusal expiredSecret(String client) {
        return new TokenRefusal(
                401,
                "invalid_client",
                7000222,
                "The provided client secret keys for app '" + client + "' are expired.");
    }

    static TokenRefusal noCredential() {
        return new TokenRefusal(
                401,
                "invalid_client",
                7000216,
                "'client_assertion', 'client_secret' or 'request' is required for the 'client_credentials' grant type.");
    }

    static TokenRefusal unknownClient(String client, String tenant) {
        return new TokenRefusal(
                400,
                "unauthorized_client",
                700016,
                "Application with identifier '" + client + "' was not found in the directory '" + tenant + "'.");
    }

    static TokenRefusal unknownTenant(String tenant) {
        return new TokenRefusal(
                400,
                "invalid_request",
                90002,
                "Tenant '" + tenant + "' not found. Check to make sure you have the correct tenant ID and are signing"
                        + " into the correct cloud.");
    }

    static TokenRefusal missingParameter(String name) {
        return new TokenRefusal(
                400,
                "invalid_request",
                900144,
                "The request body must contain the following parameter: '" + name + "'.");
    }

    static TokenRefusal unsupportedGrant(String grant) {
        return new TokenRefusal(
                400, "unsupported_grant_type", 70003, "The app requested an unsupported grant type '" + grant + "'.");
    }

    static TokenRefusal wrongScope(String scope) {
        return new TokenRefusal(
                400,
                "invalid_scope",
                70011,
                "The provided value for the input parameter 'scope' is not valid. The scope " + scope
                        + " is not valid.");
    }

    static TokenRefusal wrongResource(String resource) {
        return new TokenRefusal(
                400,
                "invalid_resource",
                500011,
                "The resource principal named " + resource + " was not found in the tenant.");
    }

    static TokenRefusal malformedAssertion() {
        return new TokenRefusal(401, "invalid_client", 50027, "JWT token is invalid or malformed.");
    }

    static TokenRefusal unknownCertificate() {
        return new TokenRefusal(
                401,
                "invalid_client",
                700027,
                "The certificate with identifier used to sign the client assertion is not registered on application.");
    }

    static TokenRefusal wrongSignature() {
        return new TokenRefusal(401, "invalid_client", 700027, "Client assertion contains an invalid signature.");
    }

    static TokenRefusal wrongIssuer() {
        return new TokenRefusal(
                401,
                "invalid_client",
                700021,
                "Client assertion application identifier doesn't match 'client_id' parameter.");
    }

    static TokenRefusal wrongAudience() {
        return new TokenRefusal(
                401, "invalid_client", 700023, "Client assertion audience claim does not match Realm issuer.");
    }

    static TokenRefusal outsideLifetime() {
        return new TokenRefusal(401, "invalid_client", 700024, "Client assertion is not within its valid time range.");
    }

    static TokenRefusal unavailable() {
        return new TokenRefusal(
                503, "temporarily_unavailable", 90033, "A transient error has occurred. Please try again.");
    }
}
