package io.rollcall.engine.identity;

/**
 * A fast 64-bit hash of characters and numbers, of the multiply-and-fold kind: the product of two 64-bit words is 128 bits
 * long, and its halves are xored. Not cryptographic. Its values are stored in ledgers and must never change.
 */
final class Mixer {

    private static final long SEED = 0x9E3779B97F4A7C15L;
    private static final long FACTOR = 0xD6E8FEB86659FD93L;

    private Mixer() {}

    static long mix(long left, long right) {
        long a = left ^ SEED;
        long b = right ^ FACTOR;
        return Math.multiplyHigh(a, b) ^ (a * b) ^ Long.rotateLeft(left, 32) ^ right;
    }

    /** The hash of characters, four at a time. */
    static long hash(char[] text, int offset, int length, long seed) {
        long hash = mix(seed, length);
        int end = offset + length;
        int i = offset;
        for (; i + 4 <= end; i += 4) {
            long word = text[i] | (long) text[i + 1] << 16 | (long) text[i + 2] << 32 | (long) text[i + 3] << 48;
            hash = mix(hash, word);
        }
        long rest = 0;
        for (int shift = 0; i < end; i++, shift += 16) {
            rest |= (long) text[i] << shift;
        }
        return mix(hash, rest);
    }

    static long hash(String text, long seed) {
        return hash(text.toCharArray(), 0, text.length(), seed);
    }
}
