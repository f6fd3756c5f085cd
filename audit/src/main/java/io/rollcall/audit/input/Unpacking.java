package io.rollcall.audit.input;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.ZipException;

/** A stream that ends where its packing is damaged, and remembers that. */
final class Unpacking extends FilterInputStream {

    private Optional<String> damage = Optional.empty();

    Unpacking(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        try {
            return super.read(buffer, offset, length);
        } catch (EOFException | ZipException e) {
            damage = Optional.of("the gzip file is cut off or damaged, nothing after it was read: " + e.getMessage());
            return -1;
        }
    }

    /** What is wrong with the packing; empty as long as nothing is. */
    Optional<String> damage() {
        return damage;
    }
}
