package io.rollcall.sources.definition;

import io.rollcall.options.Type.BadValue;
import java.util.Locale;

/**
 * Some HTTP status codes, written {@code 429} or {@code 5xx}.
 *
 * @param first the lowest
 * @param last the highest
 */
public record StatusRange(int first, int last) {

    static StatusRange parse(String text) throws BadValue {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.matches("[1-5]xx")) {
            int first = (lower.charAt(0) - '0') * 100;
            return new StatusRange(first, first + 99);
        }
        if (lower.matches("[1-5][0-9]{2}")) {
            return new StatusRange(Integer.parseInt(lower), Integer.parseInt(lower));
        }
        throw new BadValue("must be an HTTP status such as 429 or 5xx");
    }

    public boolean contains(int status) {
        return status >= first && status <= last;
    }

    @Override
    public String toString() {
        return first == last ? String.valueOf(first) : first / 100 + "xx";
    }
}
