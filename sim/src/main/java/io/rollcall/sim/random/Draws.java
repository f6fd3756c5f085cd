package io.rollcall.sim.random;

import java.util.List;

/**
 * Sequence of pseudo-random values that depends on nothing but its seed parts: the same parts give the same values on
 * every machine (SplitMix64, Steele, Lea and Flood 2014). Not thread-safe; cheap enough to make one per event.
 */
public final class Draws {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private long state;

    private Draws(long state) {
        this.state = state;
    }

    /** Sequence named by its parts, for example seed, stream, index and purpose. */
    public static Draws of(long... parts) {
        long state = GOLDEN_GAMMA;
        for (long part : parts) {
            state = mix(state + GOLDEN_GAMMA ^ part);
        }
        return new Draws(state);
    }

    /** Stable 64-bit number of a text, for use as a seed part. */
    public static long part(String text) {
        long part = text.length();
        for (int at = 0; at < text.length(); at++) {
            part = mix(part + GOLDEN_GAMMA ^ text.charAt(at));
        }
        return part;
    }

    public long next() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    /** Uniform in [0, 1). */
    public double uniform() {
        return (next() >>> 11) * 0x1.0p-53;
    }

    /** Uniform in [0, bound). */
    public int below(int bound) {
        if (bound <= 0) {
            throw new IllegalArgumentException("bound must be positive, but is " + bound);
        }
        return (int) (uniform() * bound);
    }

    public boolean chance(double probability) {
        return uniform() < probability;
    }

    /** Exponential with mean 1. */
    public double exponential() {
        return -StrictMath.log(1 - uniform());
    }

    /** Normal with mean 0 and standard deviation 1 (Box-Muller). */
    public double gaussian() {
        double radius = StrictMath.sqrt(2 * exponential());
        return radius * StrictMath.cos(2 * StrictMath.PI * uniform());
    }

    public <T> T pick(List<T> choices) {
        return choices.get(below(choices.size()));
    }

    /** Lower-case hexadecimal digits. */
    public String hex(int digits) {
        char[] text = new char[digits];
        long bits = 0;
        for (int at = 0; at < digits; at++) {
            bits = at % 16 == 0 ? next() : bits >>> 4;
            text[at] = HEX[(int) (bits & 15)];
        }
        return new String(text);
    }

    /** Text form of a version 4 UUID. */
    public String uuid() {
        StringBuilder uuid = new StringBuilder(36).append(hex(32));
        uuid.setCharAt(12, '4');
        uuid.setCharAt(16, HEX[8 + below(4)]);
        return uuid.insert(20, '-')
                .insert(16, '-')
                .insert(12, '-')
                .insert(8, '-')
                .toString();
    }

    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
