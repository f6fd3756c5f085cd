package io.rollcall.engine.identity;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A fast 64-bit hash of bytes and numbers, of the multiply-and-fold kind: the product of two 64-bit words is 128 bits long,
 * and its halves are xored. Not cryptographic. Its values are stored in ledgers and must never change.
 */
final class Mixer {

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long SEED = 0x9E3779B97F4A7C15L;
    private static final long FACTOR = 0xD6E8FEB86659FD93L;

    private Mixer() {}

    static long mix(long left, long right) {
        long a = left ^ SEED;
        long b = right ^ FACTOR;
        return Math.multiplyHigh(a, b) ^ (a * b) ^ Long.rotateLeft(left, 32) ^ right;
    }

    /**
     * The hash of the bytes in {@code [from, to)}, sixteen at a time as two little-endian words; beyond the end they are
     * taken for zero, which the length tells from zeros that are there.
     */
    static long hash(byte[] bytes, int from, int to, long seed) {
        long hash = (seed << Integer.SIZE) + (to - from);
        int i = from;
        for (; i + 2 * Long.BYTES <= to; i += 2 * Long.BYTES) {
            hash = mix(hash ^ (long) WORD.get(bytes, i), (long) WORD.get(bytes, i + Long.BYTES));
        }
        return i + Long.BYTES <= to
                ? mix(hash ^ (long) WORD.get(bytes, i), rest(bytes, i + Long.BYTES, to))
                : mix(hash ^ rest(bytes, i, to), 0);
    }

    /** The last bytes, fewer than eight. */
    private static long rest(byte[] bytes, int from, int to) {
        int bits = (to - from) * Byte.SIZE;
        if (from + Long.BYTES <= bytes.length) {
            return (long) WORD.get(bytes, from) & ((1L << bits) - 1);
        }
        long rest = 0;
        for (int shift = 0; shift < bits; shift += Byte.SIZE) {
            rest |= (bytes[from + shift / Byte.SIZE] & 0xFFL) << shift;
        }
        return rest;
    }
}
