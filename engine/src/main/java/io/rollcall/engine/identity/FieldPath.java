package io.rollcall.engine.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A place in a record, written as a JSON Pointer (RFC 6901), for example {@code /status/errorCode} or {@code /events/0/name}.
 *
 * @param names the reference tokens from the record's root inwards; empty for the whole record
 */
public record FieldPath(List<String> names) {

    public FieldPath {
        names = List.copyOf(names);
    }

    /**
     * Reads a JSON Pointer.
     *
     * @throws IllegalArgumentException if it is not empty and does not begin with a slash, or has a bad escape
     */
    public static FieldPath parse(String pointer) {
        if (pointer.isEmpty()) {
            return new FieldPath(List.of());
        }
        if (pointer.charAt(0) != '/') {
            throw new IllegalArgumentException(
                    "a JSON Pointer begins with '/': '" + pointer + "' — did you mean '/" + pointer + "'?");
        }
        List<String> names = new ArrayList<>();
        for (String token : pointer.substring(1).split("/", -1)) {
            names.add(unescape(token, pointer));
        }
        return new FieldPath(names);
    }

    private static String unescape(String token, String pointer) {
        for (int i = token.indexOf('~'); i >= 0; i = token.indexOf('~', i + 1)) {
            if (i + 1 == token.length() || (token.charAt(i + 1) != '0' && token.charAt(i + 1) != '1')) {
                throw new IllegalArgumentException("'~' must be written '~0' in a JSON Pointer: '" + pointer + "'");
            }
        }
        return token.replace("~1", "/").replace("~0", "~");
    }

    @Override
    public String toString() {
        return names.stream()
                .map(name -> "/" + name.replace("~", "~0").replace("/", "~1"))
                .collect(Collectors.joining());
    }
}
