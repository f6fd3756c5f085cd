package io.rollcall.audit.layout;

import io.rollcall.audit.roll.Content;
import io.rollcall.engine.identity.ScanListener;
import io.rollcall.engine.json.JsonCursor;
import io.rollcall.engine.json.ScalarKind;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/**
 * Sums over a record's values and over its names, in no order and without regard to nesting. A value counts as what it means: a time
 * as its second, in whatever zone and precision it is written, a number and a truth value whether or not they are quoted; nulls and
 * empty texts do not count. Reusable, not thread-safe.
 */
final class ValueSum implements ScanListener {

    private static final long NUMBER = 0xB3C9;
    private static final long TRUE = 0x71E1;
    private static final long FALSE = 0x2F05;
    private static final int MAX_NUMBER_LENGTH = 40;

    /** Of {@code May 2, 2026, 9:41}. */
    private static final int SHORTEST_NAMED = 17;

    private static final int MAX_LONG_DIGITS = 18;

    private final TimeText times;
    private long values;
    private long names;

    ValueSum(TimeText times) {
        this.times = times;
    }

    void clear() {
        values = 0;
        names = 0;
    }

    long values() {
        return values;
    }

    int names() {
        return (int) (names ^ (names >>> Integer.SIZE));
    }

    @Override
    public void name(long checksum) {
        names += mixed(checksum);
    }

    @Override
    public void scalar(JsonCursor cursor, ScalarKind kind, long checksum) {
        switch (kind) {
            case NULL -> {}
            case TRUE -> values += mixed(TRUE);
            case FALSE -> values += mixed(FALSE);
            case NUMBER -> values += number(cursor, checksum);
            case TEXT -> {
                if (cursor.to() > cursor.from()) {
                    values += text(cursor, checksum);
                }
            }
        }
    }

    private long text(JsonCursor cursor, long checksum) {
        byte[] bytes = cursor.bytes();
        int from = cursor.from();
        int length = cursor.to() - from;
        byte first = bytes[from];
        if (first >= '0' && first <= '9' && mayBeTime(bytes, from, length)) {
            OptionalLong second = times.second(new String(bytes, from, length, StandardCharsets.UTF_8));
            if (second.isPresent()) {
                return Content.timeValue(second.getAsLong());
            }
        }
        if ((first >= '0' && first <= '9') || first == '-') {
            return isNumber(bytes, from, length) ? number(cursor, checksum) : mixed(checksum);
        }
        if (cursor.isPlain() && first >= 'A' && first <= 'Z' && mayBeNamedMonth(bytes, from, length)) {
            OptionalLong second = times.second(cursor.content());
            return second.isPresent() ? Content.timeValue(second.getAsLong()) : mixed(checksum);
        }
        return is(bytes, from, length, "true")
                ? mixed(TRUE)
                : is(bytes, from, length, "false") ? mixed(FALSE) : mixed(checksum);
    }

    private static boolean mayBeTime(byte[] bytes, int from, int length) {
        boolean isIso = length >= 16 && bytes[from + 4] == '-' && bytes[from + 7] == '-';
        boolean isDate = length >= 14 && (isDateMark(bytes[from + 1]) || isDateMark(bytes[from + 2]));
        boolean isYearFirst = length >= 13 && bytes[from + 4] == '/';
        boolean isNamed = length >= 15 && (bytes[from + 1] == ' ' || bytes[from + 2] == ' ');
        return isIso || isDate || isYearFirst || isNamed;
    }

    private static boolean isDateMark(byte next) {
        return next == '/' || next == '.' || next == '-';
    }

    /** A time that begins with letters, such as {@code Mar 2, 2026 @ 09:41:07.123}, has a colon within a few words. */
    private static boolean mayBeNamedMonth(byte[] bytes, int from, int length) {
        if (length < SHORTEST_NAMED || length > TimeText.MAX_LENGTH) {
            return false;
        }
        int at = from;
        while (at < from + length && bytes[at] != ':') {
            at++;
        }
        return at < from + length;
    }

    private long number(JsonCursor cursor, long checksum) {
        int from = cursor.from();
        int length = cursor.to() - from;
        if (length > MAX_NUMBER_LENGTH) {
            return mixed(checksum);
        }
        byte[] bytes = cursor.bytes();
        if (length <= MAX_LONG_DIGITS && isWhole(bytes, from, cursor.to())) {
            long number = whole(bytes, from, cursor.to());
            if (isEpochMillis(number)) {
                return Content.timeValue(number / 1000);
            }
            return isEpochSeconds(number) ? Content.timeValue(number) : mixed(NUMBER ^ number);
        }
        BigDecimal number =
                new BigDecimal(new String(bytes, from, length, StandardCharsets.ISO_8859_1)).stripTrailingZeros();
        boolean isWhole = number.scale() <= 0 && number.precision() - number.scale() <= MAX_LONG_DIGITS;
        return mixed(NUMBER ^ (isWhole ? number.longValue() : number.hashCode() * 31L));
    }

    /** Whether there are only digits, after a sign or none. */
    private static boolean isWhole(byte[] bytes, int from, int to) {
        for (int i = bytes[from] == '-' ? from + 1 : from; i < to; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return false;
            }
        }
        return true;
    }

    private static long whole(byte[] bytes, int from, int to) {
        boolean isNegative = bytes[from] == '-';
        long number = 0;
        for (int i = isNegative ? from + 1 : from; i < to; i++) {
            number = number * 10 + bytes[i] - '0';
        }
        return isNegative ? -number : number;
    }

    /** From 2001 to 2096. */
    private static boolean isEpochSeconds(long number) {
        return number >= 1_000_000_000L && number < 4_000_000_000L;
    }

    private static boolean isEpochMillis(long number) {
        return number >= 1_000_000_000_000L && number < 4_000_000_000_000L;
    }

    private static boolean isNumber(byte[] bytes, int from, int length) {
        int first = bytes[from] == '-' ? from + 1 : from;
        boolean hasLeadingZero = first + 1 < from + length && bytes[first] == '0' && bytes[first + 1] != '.';
        if (length > MAX_NUMBER_LENGTH || first == from + length || hasLeadingZero) {
            return false;
        }
        int points = 0;
        for (int i = first; i < from + length; i++) {
            points += bytes[i] == '.' ? 1 : 0;
            if ((bytes[i] < '0' || bytes[i] > '9') && bytes[i] != '.') {
                return false;
            }
        }
        return points == 0 || (points == 1 && bytes[from + length - 1] != '.' && bytes[first] != '.');
    }

    private static boolean is(byte[] bytes, int from, int length, String word) {
        if (length != word.length()) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (bytes[from + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static long mixed(long hash) {
        return Content.mixed(hash);
    }
}
