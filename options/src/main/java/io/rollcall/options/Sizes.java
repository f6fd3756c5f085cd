package io.rollcall.options;

import io.rollcall.options.Type.BadValue;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as people write them: {@code 512}, {@code 64KiB}, {@code 100MiB}, {@code 2GiB}; powers of 1024, in bytes. */
final class Sizes {

    static final String PATTERN = "^[0-9]+ ?([KMGT]i?B?|B)?$";

    private static final Pattern SIZE = Pattern.compile("([0-9]{1,12}) ?(?:([kmgt])i?b?|b)?");
    private static final String UNITS = "kmgt";

    private Sizes() {}

    static long parse(String text) throws BadValue {
        Matcher matcher = SIZE.matcher(text.trim().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new BadValue("must be a size such as 512, 64KiB, 100MiB or 2GiB");
        }
        int power = matcher.group(2) == null ? 0 : UNITS.indexOf(matcher.group(2)) + 1;
        try {
            return Math.multiplyExact(Long.parseLong(matcher.group(1)), 1L << (10 * power));
        } catch (ArithmeticException e) {
            throw new BadValue("is too large");
        }
    }

    static String format(long bytes) {
        int power = bytes == 0 ? 0 : Math.min(4, Long.numberOfTrailingZeros(bytes) / 10);
        return power == 0
                ? Long.toString(bytes)
                : (bytes >> (10 * power)) + UNITS.substring(power - 1, power).toUpperCase(Locale.ROOT) + "iB";
    }
}
