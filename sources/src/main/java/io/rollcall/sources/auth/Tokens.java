package io.rollcall.sources.auth;

import io.rollcall.engine.time.Clock;
import io.rollcall.sources.definition.ClientCredentials;
import io.rollcall.sources.http.Censor;
import io.rollcall.sources.http.KeyFiles;
import io.rollcall.sources.http.KeyMaterial;
import io.rollcall.sources.http.Web;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import okhttp3.HttpUrl;

/** All access tokens of a process: those who ask with the same credentials for the same resource share one. Thread-safe. */
public final class Tokens {

    private static final String ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private final Web web;
    private final Clock clock;
    private final Censor censor;
    private final Supplier<UUID> random;
    private final Map<Key, TokenSource> sources = new ConcurrentHashMap<>();

    /** @param random makes the ids of client assertions */
    public Tokens(Web web, Clock clock, Censor censor, Supplier<UUID> random) {
        this.web = web;
        this.clock = clock;
        this.censor = censor;
        this.random = random;
    }

    /** Who asks whom for what. */
    private record Key(String url, ClientCredentials credentials, Map<String, String> form) {}

    TokenSource of(HttpUrl url, ClientCredentials credentials, Map<String, String> form) {
        return sources.computeIfAbsent(
                new Key(url.toString(), credentials, Map.copyOf(form)),
                key -> new TokenSource(web, clock, censor, url, proof(credentials), form));
    }

    private ClientProof proof(ClientCredentials credentials) {
        String clientId = credentials.clientId();
        if (credentials.secret().isPresent()) {
            String secret = credentials.secret().get().reveal();
            return (audience, now) -> Map.of("client_id", clientId, "client_secret", secret);
        }
        return (audience, now) -> Map.of(
                "client_id",
                clientId,
                "client_assertion_type",
                ASSERTION_TYPE,
                "client_assertion",
                assertion(credentials).sign(audience, now));
    }

    /** Reads the files each time, so that a renewed certificate is used without a restart. */
    private ClientAssertion assertion(ClientCredentials credentials) throws IOException {
        KeyFiles files = new KeyFiles(
                credentials
                        .certificate()
                        .orElseThrow(() -> new IOException("there is neither a secret nor a certificate")),
                credentials.privateKey(),
                credentials.passphrase());
        return new ClientAssertion(credentials.clientId(), KeyMaterial.load(files), credentials.algorithm(), random);
    }
}
