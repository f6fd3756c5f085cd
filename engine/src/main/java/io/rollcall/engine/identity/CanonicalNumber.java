package io.rollcall.engine.identity;

/**
 * The one spelling of a JSON number: sign, digits without leading or trailing zeros, and the power of ten, so that {@code 1},
 * {@code 1.0} and {@code 10e-1} read the same.
 */
final class CanonicalNumber {

    private static final int MAX_EXPONENT_DIGITS = 9;

    private CanonicalNumber() {}

    /** For example {@code 15e2} for 1500, {@code -25e-2} for -0.250, {@code 0} for any zero. */
    static String of(char[] text, int offset, int length) {
        int exponentAt = indexOfExponent(text, offset, length);
        String exponentDigits =
                exponentAt < 0 ? "0" : new String(text, exponentAt + 1, offset + length - exponentAt - 1);
        if (exponentDigits.length() > MAX_EXPONENT_DIGITS) {
            return new String(text, offset, length);
        }
        int mantissaEnd = exponentAt < 0 ? offset + length : exponentAt;
        StringBuilder digits = new StringBuilder(length);
        long exponent = Long.parseLong(exponentDigits.startsWith("+") ? exponentDigits.substring(1) : exponentDigits);
        boolean afterPoint = false;
        for (int i = offset; i < mantissaEnd; i++) {
            if (text[i] == '.') {
                afterPoint = true;
            } else if (text[i] >= '0' && text[i] <= '9') {
                digits.append(text[i]);
                exponent -= afterPoint ? 1 : 0;
            }
        }
        return spelled(text[offset] == '-', digits, exponent);
    }

    private static String spelled(boolean isNegative, StringBuilder digits, long exponent) {
        int start = 0;
        while (start < digits.length() && digits.charAt(start) == '0') {
            start++;
        }
        if (start == digits.length()) {
            return "0";
        }
        int end = digits.length();
        while (digits.charAt(end - 1) == '0') {
            end--;
        }
        return (isNegative ? "-" : "") + digits.substring(start, end) + "e" + (exponent + digits.length() - end);
    }

    private static int indexOfExponent(char[] text, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if (text[i] == 'e' || text[i] == 'E') {
                return i;
            }
        }
        return -1;
    }
}
