package io.rollcall.engine.event;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which streams are meant: {@code definition/account/stream}, each part with {@code *} for anything; parts that are left out at the end
 * may be anything.
 *
 * @param written as the user has written it
 */
public record StreamPattern(String written) {

    public boolean matches(StreamId stream) {
        return pattern().matcher(stream.toString()).matches();
    }

    private Pattern pattern() {
        return Pattern.compile(Stream.of(written.split("/", -1))
                .map(part ->
                        Stream.of(part.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining("[^/]*")))
                .collect(Collectors.joining("/", "", "(/.*)?")));
    }
}
