package io.rollcall.engine.json;

import java.io.IOException;

/** The well-formed sequences of UTF-8 (Unicode 15, table 3-7). */
final class Utf8 {

    private Utf8() {}

    /** Length of the sequence of several bytes at {@code i}; a malformed one is refused in the cursor's words. */
    static int length(byte[] bytes, int i, int end, JsonCursor cursor) throws IOException {
        int first = bytes[i] & 0xff;
        int length = first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
        boolean isWell = length > 0 && i + length <= end && isSecond(first, bytes[i + 1] & 0xff);
        for (int k = 2; isWell && k < length; k++) {
            isWell = (bytes[i + k] & 0xC0) == 0x80;
        }
        if (!isWell) {
            throw cursor.malformed("a text is not UTF-8");
        }
        return length;
    }

    private static boolean isSecond(int first, int second) {
        int low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
        int high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
        return second >= low && second <= high;
    }
}
