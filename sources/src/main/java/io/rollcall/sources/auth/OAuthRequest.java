package io.rollcall.sources.auth;

import io.rollcall.engine.event.Slice;
import io.rollcall.engine.identity.FieldPath;
import io.rollcall.engine.json.JsonText;
import io.rollcall.sources.definition.AuthRule;
import io.rollcall.sources.definition.AuthRule.Client;
import io.rollcall.sources.definition.AuthRule.Format;
import io.rollcall.sources.definition.AuthRule.Grant;
import io.rollcall.sources.definition.AuthRule.Style;
import io.rollcall.sources.definition.ClientCredentials;
import io.rollcall.sources.http.Call;
import io.rollcall.sources.http.JsonValues;
import io.rollcall.sources.http.KeyFiles;
import io.rollcall.sources.http.KeyMaterial;
import io.rollcall.sources.http.Payload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import okhttp3.HttpUrl;

/**
 * Asks a token endpoint for a token (RFC 6749, RFC 7523). Reads key files each time, so that a renewed one is used without a
 * restart.
 *
 * @param form the definition's own fields
 * @param claims of the statement with the grant jwt-bearer
 * @param credentials of the client, if it has any
 * @param random makes the ids of statements
 */
public record OAuthRequest(
        HttpUrl url,
        Grant grant,
        Map<String, String> form,
        Style style,
        Map<String, String> claims,
        Optional<ClientCredentials> credentials,
        Supplier<UUID> random)
        implements TokenExchange.Request {

    private static final String ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final long MAX_BODY_BYTES = 1 << 20;

    /** The properties by which two ask for the same token. */
    Object identity() {
        return java.util.List.of(url, grant, form, style, claims, credentials);
    }

    /** The same request with another refresh token. */
    private OAuthRequest with(String refreshToken) {
        Map<String, String> fields = new LinkedHashMap<>(form);
        fields.put(AuthRule.REFRESH_TOKEN, refreshToken);
        return new OAuthRequest(url, grant, fields, style, claims, credentials, random);
    }

    /** How its refresh token changes, which it has. */
    Rotation rotation(FieldPath place) {
        String configured = form.getOrDefault(AuthRule.REFRESH_TOKEN, "");
        String client = credentials.map(ClientCredentials::clientId).orElse("");
        return new Rotation(
                place,
                configured,
                digest(url + "\n" + client + "\n" + configured),
                (token, now) -> with(token).at(now));
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public Call at(Instant now) throws IOException {
        Map<String, String> fields = new LinkedHashMap<>(form);
        fields.putIfAbsent("grant_type", grant.type());
        Map<String, String> headers = new LinkedHashMap<>(Map.of("Accept", "application/json"));
        if (grant == Grant.JWT_BEARER) {
            fields.put("assertion", serviceAssertion(now));
        } else if (credentials.isPresent()) {
            prove(credentials.get(), fields, headers, now);
        }
        Payload body = style.format() == Format.FORM ? Payload.form(fields) : Payload.json(JsonText.object(fields));
        return new Call("POST", url, headers, Optional.of(body), TIMEOUT, MAX_BODY_BYTES);
    }

    private void prove(ClientCredentials client, Map<String, String> fields, Map<String, String> headers, Instant now)
            throws IOException {
        if (client.secret().isPresent()) {
            String secret = client.secret().get().reveal();
            if (style.client() == Client.BASIC) {
                byte[] pair = (client.clientId() + ":" + secret).getBytes(StandardCharsets.UTF_8);
                headers.put("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
            } else {
                fields.put("client_id", client.clientId());
                fields.put("client_secret", secret);
            }
            return;
        }
        fields.put("client_id", client.clientId());
        fields.put("client_assertion_type", ASSERTION_TYPE);
        Map<String, String> said = new LinkedHashMap<>();
        said.put("sub", client.clientId());
        said.put("jti", random.get().toString());
        fields.put("client_assertion", key(client).sign(client.clientId(), audience(), said, now));
    }

    /** The endpoint without its query. */
    private String audience() {
        return url.newBuilder().query(null).build().toString();
    }

    private static ClientAssertion key(ClientCredentials client) throws IOException {
        if (client.certificate().isEmpty()) {
            Path file = client.privateKey().orElseThrow(() -> new IOException("there is neither a secret nor a key"));
            return new ClientAssertion(
                    KeyMaterial.privateKey(file, client.passphrase()),
                    Optional.empty(),
                    client.keyId(),
                    client.algorithm());
        }
        KeyMaterial material =
                KeyMaterial.load(new KeyFiles(client.certificate().get(), client.privateKey(), client.passphrase()));
        return new ClientAssertion(
                material.privateKey(), Optional.of(material.certificate()), client.keyId(), client.algorithm());
    }

    /** The statement of a service account, whose file says what it is called and holds its key. */
    private String serviceAssertion(Instant now) throws IOException {
        Path file = credentials
                .flatMap(ClientCredentials::serviceAccount)
                .orElseThrow(() -> new IOException("there is no service account"));
        Slice json = Slice.of(KeyMaterial.bytes(file));
        String email = member(json, "client_email", file);
        ClientAssertion key = new ClientAssertion(
                KeyMaterial.privateKey(file, member(json, "private_key", file)),
                Optional.empty(),
                JsonValues.at(json, FieldPath.parse("/private_key_id")),
                style.algorithm());
        return key.sign(email, claims.getOrDefault("aud", audience()), without(claims, "aud"), now);
    }

    private static Map<String, String> without(Map<String, String> claims, String name) {
        Map<String, String> others = new LinkedHashMap<>(claims);
        others.remove(name);
        others.values().removeIf(String::isEmpty);
        return others;
    }

    private static String member(Slice json, String name, Path file) throws IOException {
        return JsonValues.at(json, FieldPath.parse("/" + name))
                .orElseThrow(() -> new IOException(file + " has no '" + name
                        + "'; it must be a service account's key as the console hands it out (JSON)"));
    }
}
