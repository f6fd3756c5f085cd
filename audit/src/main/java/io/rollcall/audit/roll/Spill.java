package io.rollcall.audit.roll;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * The marks of one side on disk, by parts of the key space: marks of one key are in one part, and parts are of about equal size,
 * for keys are hashes. One file, written a block of one part at a time. It has no name once it is open, so that nothing is left of
 * it however the process ends. Written by one thread, then read by any.
 */
public final class Spill implements AutoCloseable {

    private static final int BLOCK_BYTES = 1 << 15;
    private static final int BLOCK_WORDS = BLOCK_BYTES / Long.BYTES / Mark.WORDS * Mark.WORDS;

    private final FileChannel file;
    private final int partBits;
    private final long[][] open;
    private final int[] openWords;
    private final long[][] blocks;
    private final int[] blockCounts;
    private final ByteBuffer block = ByteBuffer.allocateDirect(BLOCK_WORDS * Long.BYTES);
    private long end;
    private long marks;

    /**
     * @param directory where the file lies while it is open
     * @param partBits logarithm of the number of parts
     */
    public Spill(Path directory, int partBits) throws IOException {
        this.partBits = partBits;
        int parts = 1 << partBits;
        this.open = new long[parts][];
        this.openWords = new int[parts];
        this.blocks = new long[parts][];
        this.blockCounts = new int[parts];
        this.file = FileChannel.open(
                Files.createTempFile(directory, "rollcall-audit-", ".tmp"),
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
    }

    /** Adds a mark. */
    public void add(Mark mark) throws IOException {
        int part = partBits == 0 ? 0 : (int) (mark.key().high() >>> (Long.SIZE - partBits));
        long[] words = open[part];
        if (words == null) {
            words = new long[BLOCK_WORDS];
            open[part] = words;
            blocks[part] = new long[4];
        }
        mark.write(words, openWords[part]);
        openWords[part] += Mark.WORDS;
        marks++;
        if (openWords[part] == BLOCK_WORDS) {
            flush(part);
        }
    }

    private void flush(int part) throws IOException {
        if (blockCounts[part] == blocks[part].length) {
            blocks[part] = Arrays.copyOf(blocks[part], 2 * blockCounts[part]);
        }
        blocks[part][blockCounts[part]++] = end;
        block.clear();
        block.asLongBuffer().put(open[part], 0, BLOCK_WORDS);
        while (block.hasRemaining()) {
            end += file.write(block, end);
        }
        openWords[part] = 0;
    }

    int parts() {
        return open.length;
    }

    /** All marks there are. */
    public long marks() {
        return marks;
    }

    /** Marks in a part. */
    long marks(int part) {
        return ((long) blockCounts[part] * BLOCK_WORDS + openWords[part]) / Mark.WORDS;
    }

    /** What takes the words of marks: {@code count} words from the beginning of the array. */
    interface Reader {
        void take(long[] words, int count);
    }

    /** Reads a part in the order in which it was written. */
    void read(int part, Reader reader) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(BLOCK_WORDS * Long.BYTES);
        long[] words = new long[BLOCK_WORDS];
        for (int i = 0; i < blockCounts[part]; i++) {
            bytes.clear();
            while (bytes.hasRemaining()) {
                if (file.read(bytes, blocks[part][i] + bytes.position()) < 0) {
                    throw new IOException("the temporary file of the roll call has been cut off by somebody");
                }
            }
            bytes.flip().asLongBuffer().get(words);
            reader.take(words, BLOCK_WORDS);
        }
        long[] rest = open[part];
        if (rest != null && openWords[part] > 0) {
            reader.take(rest, openWords[part]);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
