package io.rollcall.engine.json;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes JSON (RFC 8259), compactly. */
public final class JsonText {

    /** What a character, or a byte that stays as it is, may become in a JSON string in UTF-8. */
    public static final int MOST_BYTES_OF_ONE = 6;

    private JsonText() {}

    /** An object of texts. */
    public static String object(Map<String, String> members) {
        return members.entrySet().stream()
                .map(member -> quoted(member.getKey()) + ":" + quoted(member.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** A text between quotation marks. */
    public static String quoted(String text) {
        return '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }
}
