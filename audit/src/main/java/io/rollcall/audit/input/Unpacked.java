package io.rollcall.audit.input;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** The content of a file: unpacked if it was packed with gzip, and without a byte order mark. */
final class Unpacked implements AutoCloseable {

    private static final int BUFFER_BYTES = 1 << 18;

    private final InputStream stream;
    private final Optional<Unpacking> unpacking;

    private Unpacked(InputStream stream, Optional<Unpacking> unpacking) {
        this.stream = stream;
        this.unpacking = unpacking;
    }

    /** Takes the bytes of a file over; closing the content closes them. */
    static Unpacked of(InputStream raw) throws IOException {
        BufferedInputStream bytes = new BufferedInputStream(raw, BUFFER_BYTES);
        bytes.mark(2);
        boolean isPacked = bytes.read() == 0x1F && bytes.read() == 0x8B;
        bytes.reset();
        if (!isPacked) {
            return new Unpacked(withoutMark(bytes), Optional.empty());
        }
        Unpacking unpacking = new Unpacking(new GZIPInputStream(bytes, BUFFER_BYTES));
        return new Unpacked(withoutMark(new BufferedInputStream(unpacking, BUFFER_BYTES)), Optional.of(unpacking));
    }

    private static InputStream withoutMark(InputStream content) throws IOException {
        content.mark(3);
        boolean isMarked = content.read() == 0xEF && content.read() == 0xBB && content.read() == 0xBF;
        if (!isMarked) {
            content.reset();
        }
        return content;
    }

    InputStream stream() {
        return stream;
    }

    /** What is wrong with the packing, as far as it has been read; empty if nothing is. */
    Optional<String> damage() {
        return unpacking.flatMap(Unpacking::damage);
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
