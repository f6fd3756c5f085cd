package io.rollcall.sources.read;

import io.rollcall.engine.event.Slice;
import io.rollcall.engine.identity.FieldPath;
import io.rollcall.sources.http.Answer;
import io.rollcall.sources.http.Censor;
import io.rollcall.sources.http.JsonValues;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** An API's own words about an error, out of the shapes of error bodies that are about. */
final class VendorWords {

    private static final List<FieldPath> CODES = paths("/error/code", "/odata.error/code", "/code", "/errorCode");
    private static final List<FieldPath> MESSAGES = paths(
            "/error/message",
            "/odata.error/message/value",
            "/error_description",
            "/message",
            "/Message",
            "/errorSummary",
            "/error");

    private VendorWords() {}

    /** Shortened and without secrets; empty if there are none. */
    static String of(Answer answer, Censor censor) {
        Slice body = answer.body();
        Slice start = new Slice(body.array(), body.offset(), Math.min(body.length(), 64 << 10));
        Optional<String> message = first(start, MESSAGES);
        if (message.isEmpty()) {
            return censor.apply(start.toString());
        }
        String words = List.of(first(start, CODES), message).stream()
                .map(part -> part.filter(text -> !text.isBlank()).orElse(null))
                .filter(Objects::nonNull)
                .distinct()
                .collect(Collectors.joining(": "));
        return censor.apply(words);
    }

    private static Optional<String> first(Slice body, List<FieldPath> paths) {
        return paths.stream()
                .map(path -> JsonValues.at(body, path))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static List<FieldPath> paths(String... pointers) {
        return java.util.Arrays.stream(pointers).map(FieldPath::parse).toList();
    }
}
