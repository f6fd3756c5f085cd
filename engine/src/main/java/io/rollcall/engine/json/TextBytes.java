package io.rollcall.engine.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

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

    /** The high bits of the special bytes of a word, and of some ordinary ones beyond the first special one. */
    private static long special(long word) {
        return (zeroes(word ^ QUOTES) | zeroes(word ^ SLASHES) | ((word - SPACES) & ~word) | word) & HIGH_BITS;
    }

    /** The high bits of the bytes that are zero, and of some beyond the first of them. */
    private static long zeroes(long word) {
        return (word - ONES) & ~word;
    }
}
