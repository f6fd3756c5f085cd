package io.rollcall.engine.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether a text is JSON: the cursor and Jackson say the same. */
final class VerdictTest {

    /** Numbers are never converted here, so none is too long. */
    private static final JsonFactory JACKSON = new JsonFactoryBuilder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private static final String ALL_KINDS = "{\"a\":[1,-2.5e+3,0],\"é\\u00e9\\\"\":{\"𝄞\":\"日本\\\\\"},\"t\":true,"
            + "\"f\":false,\"n\":null,\"o\":{},\"e\":[], \"w\" :\t\"\"}";

    @Test
    void aTextCutOffAnywhereIsRefused() {
        byte[] whole = utf8(ALL_KINDS);
        assertThat(accepts(whole)).isTrue();
        for (int length = 0; length < whole.length; length++) {
            assertThat(accepts(Arrays.copyOf(whole, length)))
                    .as("the first %s bytes", length)
                    .isFalse();
        }
    }

    @Test
    void aTextWithAnyByteReplacedByAnyOtherIsJudgedAsJacksonDoes() {
        byte[] whole = utf8("{\"a\\n\":[1.5e3,true],\"\\u00e9\":null}");
        for (int place = 0; place < whole.length; place++) {
            for (int other = 0; other < 0x80; other++) {
                byte[] changed = whole.clone();
                changed[place] = (byte) other;
                assertThat(accepts(changed)).as("%s", text(changed)).isEqualTo(jacksonAccepts(changed));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[\"\\\"]",
                "[\"\\a\"]",
                "[\"\\U0041\"]",
                "[\"\\u\"]",
                "[\"\\u004\"]",
                "[\"\\u004x\"]",
                "[\"\\ud834\"]",
                "[\"\\udd1e\\ud834\"]",
                "[\"\t\"]",
                "[\"\u0000\"]",
                "['a']",
                "[NaN]",
                "[-Infinity]",
                "[.5]",
                "[-]",
                "[1e]",
                "[1e+]",
                "[0x1]",
                "[1_0]",
                "[1.e3]",
                "[-01]",
                "[00]",
                "[1,]",
                "[,1]",
                "[1,,2]",
                "{,}",
                "{\"a\":}",
                "{\"a\"}",
                "{1:2}",
                "{a:1}",
                "{\"a\":1 \"b\":2}",
                "[}",
                "{]",
                "[1}",
                "[]]",
                "[] []",
                "[]x",
                "/**/[]",
                "[] // end",
                "[truefalse]",
                "[nul]",
                "[True]",
                "\u00a0[]",
                "[\u2028]",
                "{\"a\":1,\"a\":2}",
                "{\"\":0}",
                "[\"\\/\"]",
                "1",
                "\"a\"",
                "null",
                "",
                " ",
                "\ufeff[]",
                "\ufeff",
                "[\ufeff]"
            })
    void aDoubtfulTextIsJudgedAsJacksonDoes(String json) {
        assertThat(accepts(utf8(json))).as(json).isEqualTo(jacksonAccepts(utf8(json)));
    }

    @ParameterizedTest
    @ValueSource(ints = {999, 1000, 1001, 50_000})
    void nestingIsLimitedWhereJacksonLimitsIt(int depth) {
        String arrays = "[".repeat(depth) + "1" + "]".repeat(depth);
        String objects = "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
        assertThat(accepts(utf8(arrays)))
                .isEqualTo(jacksonAccepts(utf8(arrays)))
                .isEqualTo(depth <= 1000);
        assertThat(accepts(utf8(objects)))
                .isEqualTo(jacksonAccepts(utf8(objects)))
                .isEqualTo(depth <= 1000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "0.", "-0.", "1e", "1e-"})
    void aNumberMayBeOfAnyLength(String beginning) {
        byte[] json = utf8("[" + beginning + "7".repeat(200_000) + "]");
        assertThat(accepts(json)).isEqualTo(jacksonAccepts(json)).isTrue();
    }

    /** Jackson takes some of these for characters; they would reach a receiver that does not. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "80",
                "C3",
                "C328",
                "C080",
                "E08080",
                "EDA080",
                "EDA0BDEDB880",
                "F0808080",
                "F4908080",
                "F8",
                "FF",
                "E282"
            })
    void bytesThatAreNotUtf8AreRefused(String hexadecimal) {
        byte[] bad = java.util.HexFormat.of().parseHex(hexadecimal);
        byte[] json = utf8("[\"" + "x".repeat(bad.length) + "\"]");
        System.arraycopy(bad, 0, json, 2, bad.length);
        assertThat(accepts(json)).isFalse();
    }

    private static boolean accepts(byte[] json) {
        JsonCursor cursor = new JsonCursor(json, 0, json.length);
        try {
            cursor.skip();
            cursor.requireEnd();
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    private static boolean jacksonAccepts(byte[] json) {
        try (JsonParser parser = JACKSON.createParser(json)) {
            if (parser.nextToken() == null) {
                return false;
            }
            parser.skipChildren();
            if (parser.currentToken() == null) {
                return false;
            }
            parser.finishToken();
            return parser.nextToken() == null;
        } catch (IOException refused) {
            return false;
        }
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }

    private static byte[] utf8(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
