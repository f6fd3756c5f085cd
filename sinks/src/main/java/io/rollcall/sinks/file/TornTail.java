package io.rollcall.sinks.file;

import java.io.IOException;
import java.io.RandomAccessFile;

/**
 * The bytes after the last line feed of a file: a record whose writing a crash cut short. It belongs to a batch that was never
 * accepted, because a batch is accepted only after its last line feed, and that will be written again in full. So it is cut
 * off: ended with a line feed it would stay in the file for ever as a line that is no JSON. What does not look like the
 * beginning of one of our records is left alone.
 */
public final class TornTail {

    private static final int CHUNK_BYTES = 64 * 1024;

    private TornTail() {}

    /**
     * Cuts a torn record off.
     *
     * @return number of bytes cut off
     * @throws IOException if the file cannot be read, or ends in something that is not ours
     */
    public static long cut(RandomAccessFile file) throws IOException {
        long length = file.length();
        long end = endOfLastLine(file, length);
        if (end == length) {
            return 0;
        }
        file.seek(end);
        int first = file.read();
        if (first != '{' && first != 0) {
            throw new IOException(
                    "the file does not end with a line feed, and what follows the last one is no JSON object:"
                            + " it was not written by Rollcall. Move the file away, or end its last line");
        }
        file.setLength(end);
        file.getFD().sync();
        return length - end;
    }

    /** The offset just after the last line feed; 0 if there is none. */
    private static long endOfLastLine(RandomAccessFile file, long length) throws IOException {
        byte[] chunk = new byte[CHUNK_BYTES];
        for (long end = length; end > 0; end -= Math.min(end, CHUNK_BYTES)) {
            int size = (int) Math.min(end, CHUNK_BYTES);
            file.seek(end - size);
            file.readFully(chunk, 0, size);
            for (int i = size - 1; i >= 0; i--) {
                if (chunk[i] == '\n') {
                    return end - size + i + 1;
                }
            }
        }
        return 0;
    }
}
