package io.rollcall.audit.input;

import io.rollcall.engine.event.Slice;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Lines of bytes, one at a time, in a buffer that is used again. */
final class LineReader {

    private static final int FIRST_SIZE = 1 << 18;
    private static final int MAX_LINE_BYTES = 1 << 26;

    private final InputStream in;
    private byte[] buffer = new byte[FIRST_SIZE];
    private int from;
    private int to;
    private int limit;
    private long line;
    private boolean atEnd;
    private boolean isFinished = true;
    private boolean isTooLong;

    LineReader(InputStream in) {
        this.in = in;
    }

    /** Moves to the next line; false if there is none. */
    boolean next() throws IOException {
        from = isFinished && line > 0 ? to + 1 : to;
        int scanned = from;
        isTooLong = false;
        while (true) {
            int end = indexOfNewline(scanned);
            if (end >= 0) {
                return found(end, true);
            }
            scanned = limit;
            if (atEnd) {
                return from < limit && found(limit, false);
            }
            scanned -= makeRoom();
            fill();
        }
    }

    private boolean found(int end, boolean isComplete) {
        to = end;
        isFinished = isComplete;
        line++;
        return true;
    }

    private int indexOfNewline(int start) {
        for (int i = start; i < limit; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    /** Moves the beginning of the line to the front, or makes the buffer larger; by how far it was moved. */
    private int makeRoom() {
        int moved = from;
        if (from > 0) {
            System.arraycopy(buffer, from, buffer, 0, limit - from);
            limit -= from;
            from = 0;
        } else if (limit == buffer.length) {
            if (buffer.length >= MAX_LINE_BYTES) {
                isTooLong = true;
                limit = 0;
            } else {
                buffer = Arrays.copyOf(buffer, 2 * buffer.length);
            }
            return isTooLong ? MAX_LINE_BYTES : 0;
        }
        return moved;
    }

    private void fill() throws IOException {
        int count = in.read(buffer, limit, buffer.length - limit);
        if (count < 0) {
            atEnd = true;
        } else {
            limit += count;
        }
    }

    /** The line without its end; valid until the next one. */
    Slice slice() {
        int end = to;
        while (end > from && buffer[end - 1] == '\r') {
            end--;
        }
        return new Slice(buffer, from, end - from);
    }

    /** Number of the line, from 1. */
    long line() {
        return line;
    }

    /** Whether a line end follows it. */
    boolean isFinished() {
        return isFinished;
    }

    /** Whether only its end is here, because it is longer than {@value #MAX_LINE_BYTES} bytes. */
    boolean isTooLong() {
        return isTooLong;
    }
}
