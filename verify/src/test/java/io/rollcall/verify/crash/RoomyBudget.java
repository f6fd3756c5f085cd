package io.rollcall.verify.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.sources.definition.Definitions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Shipped definitions with more requests than a test makes, for tests about something else than their budgets. */
final class RoomyBudget {

    private static final String FOLDER = "definitions";
    private static final String RATE = "requests: \\d+, period: \\w+";
    private static final String ROOMY = "requests: 1000, period: 1s";

    private RoomyBudget() {}

    /**
     * Writes them into a folder of their own.
     *
     * @param definitions of Microsoft's APIs
     * @return the line of a configuration beside that folder that has them take the shipped ones' place
     */
    static String write(Path directory, String... definitions) throws IOException {
        for (String definition : definitions) {
            String shipped = "/definitions/microsoft/" + definition + "/definition.yaml";
            try (InputStream in = Objects.requireNonNull(Definitions.class.getResourceAsStream(shipped), shipped)) {
                String yaml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                String roomy = yaml.replaceFirst(RATE, ROOMY);
                assertThat(roomy).as("its rate is written as expected").isNotEqualTo(yaml);
                Path folder = Files.createDirectories(directory.resolve(FOLDER).resolve(definition));
                Files.writeString(folder.resolve("definition.yaml"), roomy);
            }
        }
        return "definitions: " + FOLDER;
    }
}
