package io.rollcall.engine.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class CompactJsonTest {

    @Test
    void onlyWhiteSpaceOutsideTextsGoes() {
        assertThat(CompactJson.of(Slice.utf8("{ \"a b\" :\n\t[1.50 , \"\\\" \\\\\"] ,\r\n \"é\": \" x \" }")))
                .hasToString("{\"a b\":[1.50,\"\\\" \\\\\"],\"é\":\" x \"}");
    }

    @Test
    void aCompactRecordIsNotCopied() {
        Slice record = Slice.utf8("{\"a\":\"b c\"}");
        assertThat(CompactJson.of(record)).isSameAs(record);
    }

    @Test
    void whiteSpaceIsFoundBehindTextsOfEveryLength() {
        for (String filling : new String[] {"x", " ", "é", "\\\"", "\\\\"}) {
            for (int length = 0; length < 40; length++) {
                String text = "{\"a\":\"" + filling.repeat(length) + "\"";
                assertThat(CompactJson.of(Slice.utf8(text + " }"))).hasToString(text + "}");
                assertThat(CompactJson.of(Slice.utf8(text + "}"))).hasToString(text + "}");
            }
        }
    }
}
