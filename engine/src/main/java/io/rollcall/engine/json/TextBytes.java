package io.rollcall.engine.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** The bytes inside JSON texts, looked at eight at a time: most of a record is texts. */
public final class TextBytes {

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long QUOTES = '"' * ONES;
    private static final long SLASHES = '\\' * ONES;
    private static final long SPACES = ' ' * ONES;

    private TextBytes() {}

    /**
     * The first index in {@code [from, end)} of a byte that is not just itself: a quotation mark, a backslash, a control
     * character, or part of a character that is not ASCII; {@code end} if there is none.
     */
    public static int firstSpecial(byte[] bytes, int from, int end) {
        int i = from;
        for (; i + Long.BYTES <= end; i += Long.BYTES) {
            long special = special((long) WORD.get(bytes, i));
            if (special != 0) {
                return i + (Long.numberOfTrailingZeros(special) >>> 3);
            }
        }
        while (i < end && bytes[i] >= ' ' && bytes[i] != '"' && bytes[i] != '\\') {
            i++;
        }
        return i;
    }

    /** Whether the bytes from {@code from} on, before {@code end}, begin with others. */
    static boolean isAt(byte[] bytes, int from, int end, byte[] others) {
        int length = others.length;
        if (length > end - from) {
            return false;
        }
        if (length < Long.BYTES) {
            return Arrays.equals(bytes, from, from + length, others, 0, length);
        }
        int last = length - Long.BYTES;
        for (int i = 0; i < last; i += Long.BYTES) {
            if ((long) WORD.get(bytes, from + i) != (long) WORD.get(others, i)) {
                return false;
            }
        }
        return (long) WORD.get(bytes, from + last) == (long) WORD.get(others, last);
    }

    /** The high bits of the special bytes of a word, and of some ordinary ones beyond the first special one. */
    private static long special(long word) {
        return (zeroes(word ^ QUOTES) | zeroes(word ^ SLASHES) | ((word - SPACES) & ~word) | word) & HIGH_BITS;
    }

    /** The high bits of the bytes that are zero, and of some beyond the first of them. */
    private static long zeroes(long word) {
        return (word - ONES) & ~word;
    }
}
