package io.rollcall.verify.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.sources.definition.Definitions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** A shipped definition with more requests than a test makes, for tests about something else than its budget. */
final class RoomyBudget {

    private static final String RATE = "requests: \\d+, period: \\w+";
    private static final String ROOMY = "requests: 1000, period: 1s";

    private RoomyBudget() {}

    /**
     * Writes it into a file.
     *
     * @param definition of a Microsoft API
     * @return the line of a configuration in the same folder that has it take the shipped one's place
     */
    static String write(Path folder, String definition) throws IOException {
        String shipped = "/definitions/microsoft/" + definition + "/definition.yaml";
        try (InputStream in = Objects.requireNonNull(Definitions.class.getResourceAsStream(shipped), shipped)) {
            String yaml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            String roomy = yaml.replaceFirst(RATE, ROOMY);
            assertThat(roomy).as("its rate is written as expected").isNotEqualTo(yaml);
            Files.writeString(folder.resolve(definition + ".yaml"), roomy);
        }
        return "definitions: " + definition + ".yaml";
    }
}
