package io.rollcall.engine.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The cursor and Jackson agree on what a text says, and on whether it is one. */
final class JsonCursorTest {

    private static final JsonFactory JACKSON = new JsonFactory();
    private static final String[] TEXTS = {
        "",
        "a",
        "plain text of more than eight bytes",
        "é",
        "日本語のテキスト",
        "𝄞",
        "\\\"",
        "\\\\",
        "\\u00e9\\ud834\\udd1e",
        "\\b\\f\\n\\r\\t\\/",
        "seven77",
        "eight888",
        "nine 9999",
        "\\ud834 alone",
        "}],{[:",
        "\u007f",
        "\u0080\u07ff\uffff"
    };
    private static final String[] NUMBERS = {
        "0", "-0", "1", "-17", "1234567890123456789012345", "0.5", "1.50", "-2.25e10", "3E-7", "4e+2", "100"
    };

    @Test
    void textsOfAnyShapeAreReadAsJacksonReadsThem() throws IOException {
        for (long seed = 0; seed < 2000; seed++) {
            String json = space(new Random(seed)) + value(new Random(seed), 4) + space(new Random(seed));
            byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
            assertThat(byCursor(bytes)).as("seed %s: %s", seed, json).isEqualTo(byJackson(bytes));
        }
    }

    @Test
    void whatJacksonRefusesIsRefusedAndNothingElse() {
        for (long seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            byte[] bytes = damaged(value(random, 3).getBytes(StandardCharsets.UTF_8), random);
            Optional<List<String>> expected = isUtf8(bytes) ? attempt(() -> byJackson(bytes)) : Optional.empty();
            assertThat(attempt(() -> byCursor(bytes)))
                    .as("seed %s: %s", seed, new String(bytes, StandardCharsets.UTF_8))
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"a\":1,}|a name expected at byte 7",
                "{\"a\" 1}|':' expected at byte 5",
                "[1 2]|',' or ']' expected at byte 3",
                "[01]|begins with zero",
                "[1.]|digits expected after the point at byte 3",
                "[+1]|a value expected at byte 1",
                "[tru]|'true' expected",
                "[\"\\x\"]|an escape that there is not",
                "[\"\\u12g4\"]|four hexadecimal digits",
                "[\"abc|a text is not finished where the text ends",
                "[1]]|goes on after its end at byte 3"
            })
    void whatIsWrongIsSaidWithItsPlace(String json, String message) {
        assertThatThrownBy(() -> byCursor(json.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(message);
    }

    @Test
    void nestingWithoutEndIsRefusedBeforeTheStackIs() {
        byte[] deep = "[".repeat(100_000).getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> new JsonCursor(deep, 0, deep.length).skip())
                .hasMessageContaining("nested more than 1000 deep");
    }

    @Test
    void aTextMayStandInTheMiddleOfAnArray() throws IOException {
        byte[] bytes = "###{\"id\":\"x\"}###".getBytes(StandardCharsets.UTF_8);
        JsonCursor cursor = new JsonCursor(bytes, 3, bytes.length - 6);
        cursor.skip();
        cursor.requireEnd();
        assertThat(cursor.at()).isEqualTo(bytes.length - 3);
    }

    private static List<String> byCursor(byte[] json) throws IOException {
        JsonCursor cursor = new JsonCursor(json, 0, json.length);
        List<String> said = new ArrayList<>();
        read(cursor, said);
        cursor.requireEnd();
        JsonCursor skipping = new JsonCursor(json, 0, json.length);
        skipping.skip();
        skipping.requireEnd();
        return said;
    }

    private static void read(JsonCursor cursor, List<String> said) throws IOException {
        int next = cursor.peek();
        if (next == '{') {
            said.add("{");
            for (boolean more = cursor.open('{', '}'); more; more = cursor.next('}')) {
                cursor.name();
                said.add("name " + cursor.content());
                read(cursor, said);
            }
            said.add("}");
        } else if (next == '[') {
            said.add("[");
            for (boolean more = cursor.open('[', ']'); more; more = cursor.next(']')) {
                read(cursor, said);
            }
            said.add("]");
        } else {
            said.add(cursor.scalar() + " " + cursor.content());
        }
    }

    private static List<String> byJackson(byte[] json) throws IOException {
        List<String> said = new ArrayList<>();
        int depth = 0;
        try (JsonParser parser = JACKSON.createParser(json)) {
            do {
                JsonToken token = parser.nextToken();
                if (token == null) {
                    throw new IOException("cut off");
                }
                said.add(spoken(parser, token));
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            } while (depth > 0);
            if (parser.nextToken() != null) {
                throw new IOException("more");
            }
        }
        return said;
    }

    private static String spoken(JsonParser parser, JsonToken token) throws IOException {
        return switch (token) {
            case FIELD_NAME -> "name " + parser.currentName();
            case VALUE_STRING -> "TEXT " + parser.getText();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "NUMBER " + parser.getText();
            case VALUE_TRUE -> "TRUE true";
            case VALUE_FALSE -> "FALSE false";
            case VALUE_NULL -> "NULL null";
            default -> parser.getText();
        };
    }

    /** Something that reads. */
    private interface Reader {
        List<String> read() throws IOException;
    }

    private static Optional<List<String>> attempt(Reader reader) {
        try {
            return Optional.of(reader.read());
        } catch (IOException refused) {
            return Optional.empty();
        }
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            CharBuffer unused = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static byte[] damaged(byte[] bytes, Random random) {
        byte[] damaged = bytes.clone();
        int place = random.nextInt(bytes.length);
        switch (random.nextInt(4)) {
            case 0 -> damaged[place] = (byte) random.nextInt(256);
            case 1 -> damaged[place] = (byte) "{}[],:\"\\ \t\n0-.eE".charAt(random.nextInt(16));
            case 2 -> damaged = java.util.Arrays.copyOf(bytes, place);
            default -> {
                damaged = new byte[bytes.length - 1];
                System.arraycopy(bytes, 0, damaged, 0, place);
                System.arraycopy(bytes, place + 1, damaged, place, damaged.length - place);
            }
        }
        return damaged;
    }

    private static String value(Random random, int depth) {
        String space = space(random);
        return switch (random.nextInt(depth == 0 ? 4 : 6)) {
            case 0 -> NUMBERS[random.nextInt(NUMBERS.length)];
            case 1, 2 -> '"' + TEXTS[random.nextInt(TEXTS.length)] + TEXTS[random.nextInt(TEXTS.length)] + '"';
            case 3 -> new String[] {"true", "false", "null"}[random.nextInt(3)];
            case 4 -> "[" + space + repeated(random, () -> value(random, depth - 1)) + space + "]";
            default ->
                "{" + space
                        + repeated(
                                random,
                                () -> '"' + TEXTS[random.nextInt(TEXTS.length)] + '"' + space + ":" + space
                                        + value(random, depth - 1))
                        + space + "}";
        };
    }

    private static String repeated(Random random, java.util.function.Supplier<String> part) {
        List<String> parts = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            parts.add(part.get());
        }
        return String.join(space(random) + ",", parts);
    }

    private static String space(Random random) {
        return new String[] {"", "", "", " ", "\n\t", "\r\n  "}[random.nextInt(6)];
    }
}
