package io.rollcall.app.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.app.text.Explanation;
import io.rollcall.engine.event.Slice;
import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.identity.EventKeys;
import io.rollcall.engine.sink.DeadLetters;
import io.rollcall.engine.sink.DeadLetters.Letter;
import io.rollcall.engine.sink.Delivery;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DeadLetterFileTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    @TempDir
    Path directory;

    private Path path;

    @BeforeEach
    void name() {
        path = directory.resolve("dead-letters.ndjson");
    }

    @Test
    void aLetterIsALineWithTheRecordAndTheReason() throws Exception {
        DeadLetters file = new DeadLetterFile(path).of("siem");
        file.keep(List.of(letter(1), letter(2)));
        file.keep(List.of(letter(3)));
        assertThat(Files.readAllLines(path))
                .hasSize(3)
                .allSatisfy(line -> assertThat(line)
                        .startsWith(
                                "{\"sink\":\"siem\",\"stream\":\"entra-signins/contoso/interactive\",\"kind\":\"event\",\"key\":\"")
                        .contains("\"time\":\"2026-11-24T12:00:00Z\",\"visible_by\":")
                        .contains("\"reason\":\"too long\",\"record\":{\"id\":"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 9_000, 20_000})
    void whatACrashLeftOfALineIsCutOff(int length) throws Exception {
        new DeadLetterFile(path).of("siem").keep(List.of(letter(1)));
        String whole = Files.readString(path);
        Files.writeString(path, whole + "{\"stream\":\"" + "x".repeat(length));
        new DeadLetterFile(path).of("siem").keep(List.of(letter(2)));
        assertThat(Files.readAllLines(path)).hasSize(2).allMatch(line -> line.endsWith("}}"));
        assertThat(Files.readString(path)).startsWith(whole);
    }

    @Test
    void aFileThatCannotBeWrittenIsNamedWithWhatToDo() {
        Path nowhere = directory.resolve("none/dead-letters.ndjson");
        assertThatThrownBy(() -> new DeadLetterFile(nowhere).of("siem").keep(List.of(letter(1))))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(nowhere.toString())
                .hasMessageContaining("no such file or directory")
                .hasMessageContaining("writable");
        UncheckedIOException failure = new UncheckedIOException("cannot", new java.io.IOException("full"));
        assertThat(Explanation.of(failure)).isEqualTo(new Explanation("cannot", Explanation.UNAVAILABLE));
    }

    private static Letter letter(int number) {
        return new Letter(
                new Delivery(
                        new StreamId("entra-signins", "contoso", "interactive"),
                        Delivery.Kind.EVENT,
                        EventKeys.ofId(List.of(String.valueOf(number))),
                        NOON,
                        NOON,
                        Slice.utf8("{\"id\":" + number + "}")),
                "too long");
    }
}
