package io.rollcall.app.trial;

import io.rollcall.app.config.Configuration;
import io.rollcall.app.text.Json;
import io.rollcall.options.Document;
import io.rollcall.options.InvalidDocument;
import io.rollcall.options.Secret;
import io.rollcall.sources.definition.Definition;
import io.rollcall.sources.definition.Definitions;
import io.rollcall.sources.definition.UserOption;
import io.rollcall.sources.definition.UserOptions;
import io.rollcall.sources.fixture.Fixture;
import io.rollcall.sources.fixture.Recorder;
import io.rollcall.sources.fixture.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A folder with a definition and its fixtures: {@code definition.yaml}, {@code README.md}, {@code fixtures/options.yaml} (what a user
 * would write, with {@code {base}} for URLs), and {@code fixtures/STREAM.json}.
 */
public record FixtureFolder(Path folder) {

    public Path definitionFile() {
        return folder.resolve("definition.yaml");
    }

    public Path optionsFile() {
        return folder.resolve("fixtures").resolve("options.yaml");
    }

    public Path fixtureFile(String stream) {
        return folder.resolve("fixtures").resolve(stream.replace('/', '_') + ".json");
    }

    public Definition definition() throws IOException, InvalidDocument {
        return Definitions.parse(definitionFile().toString(), Configuration.text(definitionFile()));
    }

    /** What a user would write, with the player's base URL. */
    public UserOptions options(Definition definition) throws IOException, InvalidDocument {
        String yaml = Configuration.text(optionsFile())
                .replace("{base}", Script.BASE)
                .replace("{service_account}", "service-account.json");
        return new Document(optionsFile().toString(), yaml)
                .read(definition::readOptions)
                .value();
    }

    /** A stream's fixture, if it has one. */
    public Optional<Fixture> fixture(String stream) throws IOException, InvalidDocument {
        Path file = fixtureFile(stream);
        return Files.exists(file)
                ? Optional.of(Fixture.parse(file.toString(), Configuration.text(file)))
                : Optional.empty();
    }

    /** Options as they would be written, with made-up secrets and the player's URLs. */
    public static String optionsOf(Definition definition, UserOptions options) {
        StringBuilder out = new StringBuilder();
        for (UserOption option : definition.options()) {
            String value = option.isSecret()
                    ? Optional.ofNullable(options.secrets().get(option.name()))
                            .map(Secret::reveal)
                            .filter(String::isEmpty)
                            .orElse(Recorder.MADE_UP_SECRET)
                    : options.texts().getOrDefault(option.name(), "");
            line(out, option.name(), value);
        }
        if (!definition.clouds().isEmpty()) {
            line(out, "cloud", options.texts().getOrDefault("cloud", ""));
        }
        options.credentials().ifPresent(credentials -> {
            if (credentials.serviceAccount().isPresent()) {
                line(out, "service_account", "service-account.json");
            } else {
                line(out, "client_id", credentials.clientId());
                line(out, "client_secret", Recorder.MADE_UP_SECRET);
            }
        });
        definition.urls().keySet().forEach(name -> line(out, name, "{base}"));
        return out.toString();
    }

    private static void line(StringBuilder out, String name, String value) {
        out.append(name).append(": ").append(Json.write(value)).append('\n');
    }

    public void write(Path file, String text) throws IOException {
        Files.createDirectories(Optional.ofNullable(file.getParent()).orElse(folder));
        Files.writeString(file, text);
    }
}
