package io.rollcall.sinks.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that grow at their end. Used by one thread; the JDK's stream of bytes takes a lock for each write, of which a record has many. */
public final class Bytes {

    private static final int ROOM = 512;

    private byte[] bytes;
    private int size;

    /** @param usual how many are expected */
    public Bytes(long usual) {
        this.bytes = new byte[(int) Math.max(ROOM, Math.min(usual, 1 << 30))];
    }

    /** Adds a byte. */
    public void write(int one) {
        reserve(1);
        bytes[size++] = (byte) one;
    }

    /** Adds a stretch of an array. */
    public void write(byte[] source, int offset, int length) {
        reserve(length);
        System.arraycopy(source, offset, bytes, size, length);
        size += length;
    }

    /** Adds a text in UTF-8. */
    public void text(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        write(encoded, 0, encoded.length);
    }

    private void reserve(int more) {
        int needed = Math.addExact(size, more);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.max(needed, Math.min(2L * bytes.length, Integer.MAX_VALUE - 8)));
        }
    }

    public int size() {
        return size;
    }

    /** The array they are at the beginning of. */
    public byte[] array() {
        return bytes;
    }
}
