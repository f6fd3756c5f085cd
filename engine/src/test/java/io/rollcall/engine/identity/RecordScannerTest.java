package io.rollcall.engine.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.engine.event.Slice;
import io.rollcall.engine.json.JsonCursor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RecordScannerTest {

    @Test
    void theOrderOfMembersDoesNotMatter() throws IOException {
        assertThat(checksum("{\"a\":1,\"b\":{\"c\":[1,2],\"d\":null}}"))
                .isEqualTo(checksum("{ \"b\": {\"d\":null,\"c\":[1, 2]}, \"a\": 1 }"));
    }

    @Test
    void theOrderOfElementsMatters() throws IOException {
        assertThat(checksum("[1,2]")).isNotEqualTo(checksum("[2,1]"));
    }

    @Test
    void spellingDoesNotMatter() throws IOException {
        assertThat(checksum("{\"a\":1.50,\"b\":\"\\u00e9\"}")).isEqualTo(checksum("{\"a\":15e-1,\"b\":\"é\"}"));
        assertThat(checksum("1e999999999999")).isNotEqualTo(checksum("2e999999999999"));
        assertThat(checksum("\"\\ud834\\udd1e\\/\"")).isEqualTo(checksum("\"𝄞/\""));
        assertThat(checksum("\"\\ud834\""))
                .isNotEqualTo(checksum("\"\\ud835\""))
                .isNotEqualTo(checksum("\"?\""));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1.0",
        "100, 1E+2",
        "100, 1000e-1",
        "-0, 0.00",
        "0, 0e7",
        "0.5, 5e-1",
        "-120.50, -1205E-1",
        "10, 0.001e4"
    })
    void equalNumbersAreEqual(String one, String other) throws IOException {
        assertThat(checksum(one)).isEqualTo(checksum(other));
    }

    @ParameterizedTest
    @CsvSource({"1, 10", "1, -1", "1, 1.01", "12, 21", "100, 1e3", "0, 1", "1, 1e-1", "5, 50"})
    void otherNumbersAreNot(String one, String other) throws IOException {
        assertThat(checksum(one)).isNotEqualTo(checksum(other));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":\"1\"}",
                "{\"a\":2}",
                "{\"b\":1}",
                "{\"a\":1,\"b\":null}",
                "{\"a\":[1]}",
                "{\"a\":true}",
                "{}"
            })
    void everyDifferenceInContentMatters(String other) throws IOException {
        assertThat(checksum(other)).isNotEqualTo(checksum("{\"a\":1}"));
    }

    @Test
    void scalarsAtCapturedPathsAreKept() throws IOException {
        RecordScanner scanner = new RecordScanner(
                List.of(
                        FieldPath.parse("/id"),
                        FieldPath.parse("/x/1/y"),
                        FieldPath.parse("/n"),
                        FieldPath.parse("/o")),
                List.of());
        scan(scanner, "{\"x\":[{},{\"y\":7}],\"id\":\"abc\",\"n\":null,\"o\":{}}");
        assertThat(scanner.captured(0)).contains("abc");
        assertThat(scanner.captured(1)).contains("7");
        assertThat(scanner.captured(2)).isEmpty();
        assertThat(scanner.captured(3)).isEmpty();
    }

    @Test
    void elementsOfAnArrayAtACapturedPathAreNotTakenForIt() throws IOException {
        RecordScanner scanner = new RecordScanner(List.of(FieldPath.parse("/id")), List.of());
        scan(scanner, "{\"id\":[\"a\",\"b\"]}");
        assertThat(scanner.captured(0)).isEmpty();
    }

    /** A scanner that has seen other records, and guesses names by them, finds what one finds that has seen none. */
    @Test
    void whatEarlierRecordsLookedLikeMakesNoDifference() throws IOException {
        List<FieldPath> captured =
                List.of(FieldPath.parse("/id"), FieldPath.parse("/a/id"), FieldPath.parse("/l/1/id"));
        List<FieldPath> ignored = List.of(FieldPath.parse("/a/seen"), FieldPath.parse("/l/0"));
        RecordScanner experienced = new RecordScanner(captured, ignored);
        for (long seed = 0; seed < 2_000; seed++) {
            String record = likeTheOthers(new Random(seed));
            RecordScanner fresh = new RecordScanner(captured, ignored);
            assertThat(scan(experienced, record)).as("seed %s", seed).isEqualTo(scan(fresh, record));
            for (int i = 0; i < captured.size(); i++) {
                assertThat(experienced.captured(i)).as("seed %s", seed).isEqualTo(fresh.captured(i));
            }
        }
    }

    private static String likeTheOthers(Random random) {
        List<String> names =
                new ArrayList<>(List.of("id", "i", "idle", "a", "l", "description", "descriptions", "\\u0069d"));
        names.removeIf(unused -> random.nextInt(4) == 0);
        if (random.nextInt(4) == 0) {
            Collections.shuffle(names, random);
        }
        List<String> members = new ArrayList<>();
        for (String name : names) {
            String inner = "{\"seen\":" + value(random, 1) + ",\"id\":" + value(random, 1) + "}";
            String content = random.nextInt(5) == 0 ? value(random, 2) : name.equals("l") ? "[1," + inner + "]" : inner;
            members.add("\"" + name + (random.nextInt(9) == 0 ? "\" : " : "\":") + content);
        }
        if (random.nextInt(50) == 0) {
            for (int i = 0; i < 300; i++) {
                members.add("\"" + random.nextInt(200) + "\":{\"id\":" + i + "}");
            }
        }
        return "{" + String.join(random.nextInt(9) == 0 ? " , " : ",", members) + "}";
    }

    @Test
    void ignoredPathsDoNotCount() throws IOException {
        List<FieldPath> ignored = List.of(FieldPath.parse("/meta/seen"));
        String first = "{\"id\":1,\"meta\":{\"seen\":\"now\",\"by\":2}}";
        String second = "{\"id\":1,\"meta\":{\"by\":2}}";
        assertThat(scan(new RecordScanner(List.of(), ignored), first))
                .isEqualTo(scan(new RecordScanner(List.of(), ignored), second));
        assertThat(EventKeys.ofCanonical(Slice.utf8(first), ignored, 0))
                .isEqualTo(EventKeys.ofCanonical(Slice.utf8(second), ignored, 0));
    }

    @Test
    void shuffledRecordsKeepTheirKeyAndChecksumAndChangedOnesDoNot() throws IOException {
        for (long seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            List<String> members = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                members.add("\"m" + i + "\":" + value(random, 3));
            }
            String original = "{" + String.join(",", members) + "}";
            String changed = "{" + String.join(",", members).replaceFirst("m0", "n0") + "}";
            Collections.shuffle(members, random);
            String shuffled = "{" + String.join(" , ", members) + "}";
            assertThat(checksum(shuffled)).as("seed %s", seed).isEqualTo(checksum(original));
            assertThat(checksum(changed)).as("seed %s", seed).isNotEqualTo(checksum(original));
            assertThat(EventKeys.ofCanonical(Slice.utf8(shuffled), List.of(), 0))
                    .as("seed %s", seed)
                    .isEqualTo(EventKeys.ofCanonical(Slice.utf8(original), List.of(), 0))
                    .isNotEqualTo(EventKeys.ofCanonical(Slice.utf8(original), List.of(), 1))
                    .isNotEqualTo(EventKeys.ofCanonical(Slice.utf8(changed), List.of(), 0));
        }
    }

    @Test
    void partsOfAnIdAreNotRunTogether() {
        assertThat(EventKeys.ofId(List.of("ab", "c"))).isNotEqualTo(EventKeys.ofId(List.of("a", "bc")));
        assertThat(EventKeys.ofId(List.of("ab")).toString()).hasSize(32);
    }

    @Test
    void aPathWithoutSlashIsExplained() {
        assertThatThrownBy(() -> FieldPath.parse("id")).hasMessageContaining("did you mean '/id'");
        assertThat(FieldPath.parse("/a~1b/~0").names()).containsExactly("a/b", "~");
        assertThat(FieldPath.parse("/a~1b/~0")).hasToString("/a~1b/~0");
    }

    private static String value(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 4 : 6)) {
            case 0 -> Integer.toString(random.nextInt());
            case 1 -> "\"" + Long.toString(random.nextLong(), 36) + "\"";
            case 2 -> Double.toString(random.nextGaussian());
            case 3 -> random.nextBoolean() ? "true" : "null";
            case 4 -> "[" + value(random, depth - 1) + "," + value(random, depth - 1) + "]";
            default -> "{\"k\":" + value(random, depth - 1) + "}";
        };
    }

    private static long checksum(String json) throws IOException {
        return scan(new RecordScanner(List.of(), List.of()), json);
    }

    private static long scan(RecordScanner scanner, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        JsonCursor cursor = new JsonCursor(bytes, 0, bytes.length);
        long checksum = scanner.scan(cursor);
        cursor.requireEnd();
        return checksum;
    }
}
