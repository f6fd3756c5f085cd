package io.rollcall.sources.definition;

import io.rollcall.engine.identity.FieldPath;
import io.rollcall.options.Type;
import io.rollcall.options.Type.BadValue;
import io.rollcall.options.Types;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The kinds of values definitions have beside those of {@link Types}. */
final class Words {

    static final Type<FieldPath> POINTER = new Type<>(
            "JSON Pointer", Map.of("type", "string"), written -> pointer(text(written)), FieldPath::toString);

    static final Type<List<FieldPath>> POINTERS = Types.listOf(POINTER);

    static final Type<Pattern> REGEX = new Type<>(
            "regular expression",
            Map.of("type", "string", "format", "regex"),
            written -> regex(text(written)),
            Pattern::pattern);

    static final Type<List<StatusRange>> STATUSES = Types.listOf(new Type<>(
            "HTTP status",
            Map.of("type", List.of("string", "integer")),
            written -> StatusRange.parse(text(written)),
            StatusRange::toString));

    private Words() {}

    private static String text(Object written) throws BadValue {
        if (written instanceof String text) {
            return text;
        }
        throw new BadValue("must be a single value, not a list");
    }

    private static FieldPath pointer(String text) throws BadValue {
        try {
            return FieldPath.parse(text);
        } catch (IllegalArgumentException e) {
            throw new BadValue("is not a JSON Pointer: " + e.getMessage());
        }
    }

    private static Pattern regex(String text) throws BadValue {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw new BadValue("is not a regular expression: " + e.getDescription());
        }
    }
}
