package io.rollcall.sinks.message;

import java.io.IOException;

/** Where encoded bytes go. */
@FunctionalInterface
public interface ByteTarget {

    /** Takes bytes; the array may be used again when this returns. */
    void put(byte[] array, int offset, int length) throws IOException, InterruptedException;
}
