package io.rollcall.engine.identity;

import io.rollcall.engine.json.JsonCursor;
import io.rollcall.engine.json.ScalarKind;
import java.nio.charset.StandardCharsets;

/**
 * The checksums of scalars and names, independent of how they are spelled: of the content of texts, and of the value of numbers.
 */
final class ScalarChecksum {

    private static final long TEXT = 1;
    private static final long NUMBER = 2;
    private static final long LITERAL = 3;
    private static final long NAME = 6;
    private static final long HALF_A_PAIR = 7;
    private static final int MAX_EXPONENT_DIGITS = 9;

    private ScalarChecksum() {}

    /** Of the scalar the cursor has just passed. */
    static long of(JsonCursor cursor, ScalarKind kind) {
        return switch (kind) {
            case TEXT -> text(cursor, TEXT);
            case NUMBER -> number(cursor.bytes(), cursor.from(), cursor.to());
            case TRUE -> Mixer.mix(LITERAL, 1);
            case FALSE -> Mixer.mix(LITERAL, 2);
            case NULL -> Mixer.mix(LITERAL, 3);
        };
    }

    /** Of the name the cursor has just passed. */
    static long ofName(JsonCursor cursor) {
        return text(cursor, NAME);
    }

    private static long text(JsonCursor cursor, long seed) {
        if (cursor.isPlain()) {
            return Mixer.hash(cursor.bytes(), cursor.from(), cursor.to(), seed);
        }
        String content = cursor.content();
        if (hasHalfAPair(content)) {
            return halfAPair(content, seed);
        }
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        return Mixer.hash(bytes, 0, bytes.length, seed);
    }

    private static boolean hasHalfAPair(String content) {
        for (int i = 0; i < content.length(); i++) {
            boolean isPair =
                    i + 1 < content.length() && Character.isSurrogatePair(content.charAt(i), content.charAt(i + 1));
            if (isPair) {
                i++;
            } else if (Character.isSurrogate(content.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** Half a surrogate pair, which only an escape can write, has no UTF-8. */
    private static long halfAPair(String content, long seed) {
        return content.chars().asLongStream().reduce(Mixer.mix(HALF_A_PAIR, seed), Mixer::mix);
    }

    private static long number(byte[] bytes, int from, int to) {
        int digits = bytes[from] == '-' ? from + 1 : from;
        int last = to;
        while (last > digits && bytes[last - 1] == '0') {
            last--;
        }
        for (int i = digits; i < last; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return fraction(bytes, from, to);
            }
        }
        return number(bytes, digits, last, to - last, digits > from);
    }

    /** Of a number of which the digits from the first to the last that is not zero are given, and the power of ten. */
    private static long number(byte[] digits, int from, int to, long exponent, boolean isNegative) {
        long hash = Mixer.hash(digits, from, to, NUMBER);
        return from == to ? hash : Mixer.mix(Mixer.mix(hash, exponent), isNegative ? 1 : 0);
    }

    private static long fraction(byte[] bytes, int from, int to) {
        String written = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        int exponentAt = Math.max(written.indexOf('e'), written.indexOf('E'));
        String power = exponentAt < 0 ? "0" : written.substring(exponentAt + 1);
        if (power.length() > MAX_EXPONENT_DIGITS) {
            return Mixer.hash(bytes, from, to, NUMBER);
        }
        String mantissa = exponentAt < 0 ? written : written.substring(0, exponentAt);
        int point = mantissa.indexOf('.');
        long exponent = Long.parseLong(power) - (point < 0 ? 0 : mantissa.length() - point - 1);
        byte[] digits = mantissa.replace(".", "").replace("-", "").getBytes(StandardCharsets.ISO_8859_1);
        int first = 0;
        int last = digits.length;
        while (last > 0 && digits[last - 1] == '0') {
            last--;
        }
        while (first < last && digits[first] == '0') {
            first++;
        }
        return number(digits, first, last, exponent + digits.length - last, mantissa.startsWith("-"));
    }
}
