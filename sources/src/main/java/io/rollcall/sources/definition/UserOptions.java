package io.rollcall.sources.definition;

import io.rollcall.options.Secret;
import io.rollcall.options.Section;
import io.rollcall.options.Types;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a user has said for a definition.
 *
 * @param texts values by option name, and the chosen cloud's values as {@code cloud.name}
 * @param secrets values by option name
 * @param credentials of the OAuth client, if the definition uses OAuth
 * @param urls base URLs the user has replaced
 * @param retention how far back the API remembers for this account, where the user knows better
 */
public record UserOptions(
        Map<String, String> texts,
        Map<String, Secret> secrets,
        Optional<ClientCredentials> credentials,
        Map<String, URI> urls,
        Optional<Duration> retention) {

    static final String CLIENT_ID = "client_id";

    private static final String CLOUD = "cloud";

    public UserOptions {
        texts = Map.copyOf(texts);
        secrets = Map.copyOf(secrets);
        urls = Map.copyOf(urls);
    }

    static UserOptions read(Definition definition, Section section) {
        Map<String, String> texts = new LinkedHashMap<>();
        Map<String, Secret> secrets = new LinkedHashMap<>();
        for (UserOption option : definition.options()) {
            if (option.isSecret()) {
                secrets.put(option.name(), secret(option, section));
            } else {
                texts.put(option.name(), text(option, section));
            }
        }
        cloud(definition, section, texts);
        Optional<ClientCredentials> credentials =
                definition.oauthWithKey().map(rule -> ClientCredentials.read(section, rule));
        credentials.ifPresent(it -> texts.put(CLIENT_ID, it.clientId()));
        Map<String, URI> urls = new LinkedHashMap<>();
        for (String name : definition.urls().keySet()) {
            section.maybe(
                            name,
                            Types.HTTP_URI,
                            "Replaces the vendor's own address, for a proxy or a simulator.",
                            URI.create("http://localhost:8080"))
                    .ifPresent(uri -> urls.put(name, uri));
        }
        Optional<Duration> retention = section.maybe(
                "retention",
                Types.DURATION,
                "How far back the API remembers for this account, where it differs from the definition.",
                Duration.ofDays(7));
        if (retention.isPresent() && retention.get().isZero()) {
            section.problem("retention", "must be more than zero");
        }
        return new UserOptions(texts, secrets, credentials, urls, retention.filter(it -> !it.isZero()));
    }

    private static Secret secret(UserOption option, Section section) {
        if (option.defaultText().isPresent()) {
            return section.maybe(option.name(), Types.SECRET, option.documentation(), new Secret(""))
                    .orElseGet(() -> new Secret(option.defaultText().get()));
        }
        return section.required(option.name(), Types.SECRET, option.documentation(), new Secret(""));
    }

    private static String text(UserOption option, Section section) {
        if (option.defaultText().isPresent()) {
            return section.optional(
                    option.name(), option.type(), option.defaultText().get(), option.documentation());
        }
        return section.required(option.name(), option.type(), option.documentation(), option.example());
    }

    private static void cloud(Definition definition, Section section, Map<String, String> texts) {
        if (definition.clouds().isEmpty()) {
            return;
        }
        List<String> names = new ArrayList<>(definition.clouds().keySet());
        String cloud = section.optional(
                CLOUD, UserOption.oneOf(names), names.get(0), "The national cloud the account lives in.");
        texts.put(CLOUD, cloud);
        definition
                .clouds()
                .getOrDefault(cloud, Map.of())
                .forEach((name, value) -> texts.put(CLOUD + "." + name, value));
    }

    /** All secrets, for those who must keep them out of messages. */
    public List<Secret> allSecrets() {
        List<Secret> all = new ArrayList<>(secrets.values());
        credentials.flatMap(ClientCredentials::secret).ifPresent(all::add);
        credentials.flatMap(ClientCredentials::passphrase).ifPresent(all::add);
        return all;
    }
}
