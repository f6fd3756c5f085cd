package io.rollcall.app.config;

import io.rollcall.options.Document;
import io.rollcall.options.InvalidDocument;
import io.rollcall.options.Section;
import io.rollcall.options.Variables;
import io.rollcall.sinks.Sinks;
import io.rollcall.sources.definition.Definition;
import io.rollcall.sources.definition.Definitions;
import io.rollcall.sources.http.HttpSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a trial needs of a configuration: how to reach APIs, and accounts. It needs no sink.
 *
 * @param tokens the folder that keeps refresh tokens that change
 * @param accounts that use the definition that is tried
 */
public record TrialConfiguration(HttpSettings http, Path tokens, Map<String, Configuration.Account> accounts) {

    /**
     * Reads a configuration for the trial of a definition.
     *
     * @param tried takes the place of whatever the accounts use that bears its name or its file's name
     * @throws IOException also if no account uses it
     */
    public static TrialConfiguration load(Path file, Path tried, Definition definition, Map<String, String> environment)
            throws IOException, InvalidDocument {
        Path directory = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of(""));
        Definitions definitions = Definitions.shipped().with(tried);
        Document document =
                new Document(file.toString(), Configuration.text(file), new Variables(environment, directory));
        TrialConfiguration all = document.read(section -> read(section, directory, definitions, environment))
                .value();
        Map<String, Configuration.Account> using = new LinkedHashMap<>(all.accounts);
        using.values().removeIf(account -> !account.definition().name().equals(definition.name()));
        if (using.isEmpty()) {
            throw new IOException("no account of " + file + " uses " + definition.name()
                    + ": write 'accounts: {mine: {use: " + definition.name() + ", base_url: …}}'");
        }
        return new TrialConfiguration(all.http, all.tokens, using);
    }

    private static TrialConfiguration read(
            Section section, Path directory, Definitions definitions, Map<String, String> environment) {
        Configuration.Storage storage = Configuration.readStorage(section, directory);
        section.maybeSection("sink", "Where events go; not in a trial.", Sinks::read);
        return new TrialConfiguration(
                Configuration.readHttp(section, environment),
                storage.tokens(),
                section.named(
                        "accounts",
                        "What to read, under names you choose.",
                        account -> AccountReader.read(
                                account, directory, Configuration.definitions(section, directory, definitions))));
    }
}
