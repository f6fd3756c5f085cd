package io.rollcall.sinks.http;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Where a JSON string cannot hold a text as it is: at quotation marks, backslashes and control characters. Looks at eight bytes at a time, as
 * one number: a byte of ASCII minus a bound borrows from its highest bit only if it is less.
 */
final class Escapes {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHEST_BITS = 0x8080808080808080L;
    private static final long SPACES = ' ' * ONES;
    private static final long QUOTES = '"' * ONES;
    private static final long BACKSLASHES = '\\' * ONES;

    private Escapes() {}

    /** The next place from one on that needs an escape; the end if there is none before it. */
    static int next(byte[] bytes, int from, int end) {
        int at = from;
        while (at + 2 * Long.BYTES <= end && (found(bytes, at) | found(bytes, at + Long.BYTES)) == 0) {
            at += 2 * Long.BYTES;
        }
        while (at + Long.BYTES <= end) {
            long found = found(bytes, at);
            if (found != 0) {
                return at + Long.numberOfTrailingZeros(found) / Byte.SIZE;
            }
            at += Long.BYTES;
        }
        while (at < end && !isEscaped(bytes[at])) {
            at++;
        }
        return at;
    }

    /**
     * The highest bits of those of eight bytes that need an escape. The lowest bit set is right; a borrow may set others above it. Bytes beyond ASCII
     * have that bit set themselves and need none; to flip other bits, as comparing does, leaves it alone.
     */
    private static long found(byte[] bytes, int at) {
        long eight = (long) LONGS.get(bytes, at);
        return ((eight - SPACES) | ((eight ^ QUOTES) - ONES) | ((eight ^ BACKSLASHES) - ONES)) & ~eight & HIGHEST_BITS;
    }

    private static boolean isEscaped(byte one) {
        return one == '"' || one == '\\' || (one >= 0 && one < ' ');
    }
}
