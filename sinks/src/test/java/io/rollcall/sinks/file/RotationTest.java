package io.rollcall.sinks.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.engine.sink.Batch;
import io.rollcall.engine.sink.Receipt;
import io.rollcall.engine.sink.Sink;
import io.rollcall.engine.sink.SinkUnreachable;
import io.rollcall.engine.time.ManualClock;
import io.rollcall.sinks.Child;
import io.rollcall.sinks.Deliveries;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class RotationTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    /** 100 bytes as a line. */
    private static final Batch LINE = Deliveries.batch(Deliveries.event("{\"pad\":\"" + "x".repeat(89) + "\"}"));

    @TempDir
    Path directory;

    private final ManualClock clock = new ManualClock(NOON);
    private Path path;

    @BeforeEach
    void name() {
        path = directory.resolve("events.ndjson");
    }

    @Test
    void aBatchThatWouldMakeTheFileTooLargeBeginsANewOne() throws Exception {
        try (Sink sink = open(250, Optional.empty(), Optional.empty(), false)) {
            for (int i = 0; i < 5; i++) {
                write(sink);
            }
        }
        assertThat(names())
                .containsExactly(
                        "events.ndjson",
                        "events.ndjson.20261124T120000.000Z",
                        "events.ndjson.20261124T120000.001Z",
                        "events.ndjson.lock");
        assertThat(path).hasSize(100);
        assertThat(directory.resolve("events.ndjson.20261124T120000.000Z")).hasSize(200);
    }

    @Test
    void aBatchLargerThanAFileMayBeIsWrittenWholeIntoAFileOfItsOwn() throws Exception {
        try (Sink sink = open(50, Optional.empty(), Optional.empty(), false)) {
            write(sink);
            write(sink);
        }
        assertThat(names()).hasSize(3);
        assertThat(path).hasSize(100);
    }

    @Test
    void aNewFileBeginsWithEachPeriod() throws Exception {
        try (Sink sink = open(10_000, Optional.of(Duration.ofHours(1)), Optional.empty(), false)) {
            write(sink);
            clock.set(NOON.plus(Duration.ofMinutes(59)));
            write(sink);
            clock.set(NOON.plus(Duration.ofMinutes(60)));
            write(sink);
        }
        assertThat(names()).hasSize(3).contains("events.ndjson.20261124T130000.000Z");
        assertThat(path).hasSize(100);
    }

    @Test
    void aFileOfAnEarlierPeriodIsRotatedAfterARestart() throws Exception {
        Files.writeString(path, "{}\n");
        Files.setLastModifiedTime(path, FileTime.from(NOON.minusSeconds(1)));
        try (Sink sink = open(10_000, Optional.of(Duration.ofDays(1)), Optional.empty(), false)) {
            write(sink);
            assertThat(path).hasSize(103);
        }
        Files.setLastModifiedTime(path, FileTime.from(NOON.minus(Duration.ofHours(13))));
        try (Sink sink = open(10_000, Optional.of(Duration.ofDays(1)), Optional.empty(), false)) {
            write(sink);
            assertThat(path).hasSize(100);
        }
    }

    @Test
    void rotatedFilesKeepTheirOrderWhenTheClockIsSetBack() throws Exception {
        try (Sink sink = open(100, Optional.empty(), Optional.of(2), false)) {
            write(sink);
            write(sink);
            clock.set(NOON.minus(Duration.ofDays(1)));
            write(sink);
            write(sink);
        }
        assertThat(names())
                .containsExactly(
                        "events.ndjson",
                        "events.ndjson.20261124T120000.001Z",
                        "events.ndjson.20261124T120000.002Z",
                        "events.ndjson.lock");
    }

    @Test
    void rotatedFilesAreCompressedAndOldOnesDeletedIfAskedFor() throws Exception {
        Files.writeString(directory.resolve("events.ndjson.20260101T000000.000Z.gz.partial"), "half");
        Files.writeString(directory.resolve("events.ndjson.20260101T000000.000Z"), "left over");
        Files.writeString(directory.resolve("events.ndjson.other"), "not ours");
        try (Sink sink = open(100, Optional.empty(), Optional.of(3), true)) {
            write(sink);
            assertThat(unzipped("events.ndjson.20260101T000000.000Z.gz")).isEqualTo("left over");
            for (int i = 0; i < 4; i++) {
                write(sink);
            }
        }
        assertThat(names())
                .containsExactly(
                        "events.ndjson",
                        "events.ndjson.20261124T120000.001Z.gz",
                        "events.ndjson.20261124T120000.002Z.gz",
                        "events.ndjson.20261124T120000.003Z.gz",
                        "events.ndjson.lock",
                        "events.ndjson.other");
        assertThat(unzipped("events.ndjson.20261124T120000.003Z.gz"))
                .hasSize(100)
                .endsWith("\n");
    }

    @Test
    void aDiskTooFullToCompressOnKeepsTheRotatedFileAndNoHalfOfAnother() throws Exception {
        String hardToCompress = new java.util.Random(1)
                .ints(200_000, '0', 'z')
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
        String name = "events.ndjson.20260101T000000.000Z";
        Files.writeString(directory.resolve(name), hardToCompress);
        try (Child full = Child.limitedTo(64, CompressingProgram.class, path.toString())) {
            assertThat(full.output())
                    .singleElement()
                    .asString()
                    .contains("cannot compress " + name, "File too large", "Free some space");
        }
        assertThat(names()).containsExactly("events.ndjson", name, "events.ndjson.lock");
        assertThat(path).isEmptyFile();
        assertThat(directory.resolve(name)).hasContent(hardToCompress);
        try (Child roomy = Child.of(CompressingProgram.class, path.toString())) {
            assertThat(roomy.output()).containsExactly("accepted");
        }
        assertThat(unzipped(name + ".gz")).isEqualTo(hardToCompress);
        assertThat(names()).containsExactly("events.ndjson", name + ".gz", "events.ndjson.lock");
    }

    @Test
    void nobodyElseMayReadTheFiles() throws Exception {
        try (Sink sink = open(100, Optional.empty(), Optional.empty(), true)) {
            write(sink);
            write(sink);
        }
        for (String name : names()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(name))))
                    .as(name)
                    .isEqualTo("rw-------");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"torn\":", "{", "\0\0\0\0"})
    void aTornRecordIsCutOffAndWhatWasBeforeItStays(String torn) throws Exception {
        Files.writeString(path, "{\"a\":1}\n{\"b\":2}\n" + torn + (torn.length() > 5 ? "x".repeat(200_000) : ""));
        try (Sink sink = open(10_000, Optional.empty(), Optional.empty(), false)) {
            write(sink);
        }
        assertThat(Files.readString(path))
                .isEqualTo("{\"a\":1}\n{\"b\":2}\n" + LINE.deliveries().get(0).body() + "\n");
    }

    @Test
    void aFileOfOneTornRecordBecomesEmpty() throws Exception {
        Files.writeString(path, "{\"torn\":");
        open(10_000, Optional.empty(), Optional.empty(), false).close();
        assertThat(path).isEmptyFile();
    }

    @Test
    void aFileOfSomethingElseIsLeftAlone() throws Exception {
        Files.writeString(path, "{\"a\":1}\nnotes of somebody");
        assertThatThrownBy(() -> open(10_000, Optional.empty(), Optional.empty(), false))
                .isInstanceOf(SinkUnreachable.class)
                .hasMessageContaining(path.toString())
                .hasMessageContaining("not written by Rollcall");
        assertThat(Files.readString(path)).endsWith("somebody");
    }

    @Test
    void aFileHasOneWriter() throws Exception {
        Path link = directory.resolve("link");
        Sink sink = open(10_000, Optional.empty(), Optional.empty(), false);
        assertThatThrownBy(() -> open(10_000, Optional.empty(), Optional.empty(), false))
                .isInstanceOf(SinkUnreachable.class)
                .hasMessageContaining(path.toString())
                .hasMessageContaining("another sink of this process");
        Files.createSymbolicLink(link, path);
        assertThatThrownBy(() -> new FileSink(FileOptions.at(link), clock)).isInstanceOf(SinkUnreachable.class);
        try (Child other = Child.of(FillingProgram.class, path.toString())) {
            assertThat(other.output()).as("another process").isEmpty();
        }
        sink.close();
        open(10_000, Optional.empty(), Optional.empty(), false).close();
    }

    @Test
    void aFileThatSomebodyMovedOrDeletedIsBegunAnew() throws Exception {
        try (Sink sink = open(10_000, Optional.empty(), Optional.empty(), false)) {
            write(sink);
            Files.move(path, directory.resolve("moved"));
            write(sink);
            assertThat(path).hasSize(100);
            Files.delete(path);
            write(sink);
            assertThat(path).hasSize(100);
            Files.writeString(path, "");
            write(sink);
            assertThat(path).hasSize(100);
        }
    }

    @Test
    void onlyAFileInAnExistingDirectoryIsAPlaceToWriteTo() {
        assertThatThrownBy(() -> new FileSink(FileOptions.at(directory), clock))
                .hasMessageContaining("not a regular file");
        assertThatThrownBy(() -> new FileSink(FileOptions.at(Path.of("/dev/null")), clock))
                .hasMessageContaining("not a regular file");
        assertThatThrownBy(() -> new FileSink(FileOptions.at(directory.resolve("none/events")), clock))
                .hasMessageContaining("no such file or directory")
                .hasMessageContaining("Check that the directory");
    }

    @Test
    void nothingAcceptedIsMissingHoweverOftenTheWriterIsKilled() throws Exception {
        Set<Integer> accepted = new HashSet<>();
        for (int kill = 0; kill < 5; kill++) {
            try (Child writer = Child.of(EndlessProgram.class, path.toString(), Integer.toString(kill * 1_000_000))) {
                for (int i = 0; i < 20 + 7 * kill; i++) {
                    accepted.add(Integer.parseInt(writer.line()));
                }
                writer.kill();
                for (String line : writer.output()) {
                    accepted.add(Integer.parseInt(line));
                }
            }
        }
        open(10_000_000, Optional.empty(), Optional.empty(), true).close();

        List<String> lines = new ArrayList<>();
        for (String name : names()) {
            if (name.endsWith(".gz")) {
                lines.addAll(List.of(unzipped(name).split("\n")));
            } else if (!name.endsWith(".lock") && !name.endsWith(".partial")) {
                lines.addAll(Files.readAllLines(directory.resolve(name)));
            }
        }
        assertThat(lines).allMatch(line -> line.startsWith("{\"writer\":") && line.endsWith("x\"}"));
        Set<Integer> written = lines.stream()
                .map(line -> Integer.parseInt(line.substring(line.indexOf("\"n\":") + 4, line.indexOf(",\"pad"))))
                .collect(Collectors.toSet());
        for (int first : accepted) {
            for (int n = first; n < first + EndlessProgram.PER_BATCH; n++) {
                assertThat(written).contains(n);
            }
        }
    }

    private void write(Sink sink) throws InterruptedException {
        assertThat(sink.write(LINE)).isEqualTo(Receipt.accepted());
    }

    private FileSink open(long rotateBytes, Optional<Duration> rotateEvery, Optional<Integer> keep, boolean gzip)
            throws SinkUnreachable {
        return new FileSink(new FileOptions(path, rotateBytes, rotateEvery, keep, gzip, true), clock);
    }

    private List<String> names() throws Exception {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private String unzipped(String name) throws Exception {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(directory.resolve(name)))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
