package io.rollcall.engine.event;

import java.util.HexFormat;

/**
 * The 128-bit identity of an event within its stream: the first 16 bytes of a SHA-256 over the vendor's id, or over the
 * canonical record where the vendor gives none. Deterministic across machines and restarts, so it can serve as a document id
 * in a SIEM; collision-resistant, so nobody can hide an event behind another one.
 *
 * @param high most significant 64 bits
 * @param low least significant 64 bits
 */
public record EventKey(long high, long low) implements Comparable<EventKey> {

    @Override
    public int compareTo(EventKey other) {
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    /** Part of the key, which is a hash already. */
    @Override
    public int hashCode() {
        return (int) low;
    }

    /** 32 lower-case hexadecimal digits. */
    @Override
    public String toString() {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(high) + hex.toHexDigits(low);
    }
}
