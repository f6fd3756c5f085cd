package io.rollcall.sinks.spool;

import io.rollcall.sinks.file.Directories;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A file of the spool: a line that says what it is, then frames.
 *
 * @param number from 1; a later one holds what was written later
 */
record Segment(Path directory, long number) {

    private static final byte[] HEADER = "rollcall spool 1\n".getBytes(StandardCharsets.US_ASCII);
    private static final String SUFFIX = ".spool";
    private static final String NAME = "\\d{19}\\" + SUFFIX;

    static final int HEADER_BYTES = HEADER.length;

    /** The numbers of the segments in a directory. */
    static SortedSet<Long> numbersIn(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            TreeSet<Long> numbers = new TreeSet<>();
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches(NAME))
                    .forEach(name -> numbers.add(Long.parseLong(name.substring(0, name.length() - SUFFIX.length()))));
            return numbers;
        }
    }

    Path file() {
        return directory.resolve(String.format(Locale.ROOT, "%019d%s", number, SUFFIX));
    }

    /** Opens it to append; a new one, or one whose making was cut short, is on the disk with its header when this returns. */
    FileChannel openToAppend() throws IOException {
        Directories.createPrivately(file());
        FileChannel channel = FileChannel.open(file(), StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (channel.size() < HEADER_BYTES) {
            write(channel, ByteBuffer.wrap(HEADER), 0);
            channel.force(true);
            Directories.sync(directory);
        }
        return channel;
    }

    /**
     * Opens it to read.
     *
     * @throws DamagedSpool if it is no segment
     */
    FileChannel openToRead() throws IOException {
        FileChannel channel = FileChannel.open(file(), StandardOpenOption.READ);
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
        if (!readFully(channel, header, 0) || !header.equals(ByteBuffer.wrap(HEADER))) {
            channel.close();
            throw new DamagedSpool(file(), 0, "does not begin as a file of the spool");
        }
        return channel;
    }

    /** The content of the frame at an offset; empty if there is no whole frame whose checksum is right. */
    static Optional<byte[]> frame(FileChannel channel, long offset) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(Frame.HEAD_BYTES);
        if (!readFully(channel, head, offset)) {
            return Optional.empty();
        }
        int length = head.getInt();
        int checksum = head.getInt();
        if (length < Integer.BYTES || length > channel.size() - offset - Frame.HEAD_BYTES) {
            return Optional.empty();
        }
        byte[] content = new byte[length];
        boolean isWhole = readFully(channel, ByteBuffer.wrap(content), offset + Frame.HEAD_BYTES);
        return isWhole && Frame.checksum(content, 0) == checksum ? Optional.of(content) : Optional.empty();
    }

    /** The end of the last whole frame of those that follow each other from the beginning. */
    static long endOfWholeFrames(FileChannel channel) throws IOException {
        long end = HEADER_BYTES;
        Optional<byte[]> next = frame(channel, end);
        while (next.isPresent()) {
            end += Frame.HEAD_BYTES + next.get().length;
            next = frame(channel, end);
        }
        return end;
    }

    static void write(FileChannel channel, ByteBuffer bytes, long offset) throws IOException {
        long at = offset;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
    }

    private static boolean readFully(FileChannel channel, ByteBuffer into, long offset) throws IOException {
        while (into.hasRemaining()) {
            if (channel.read(into, offset + into.position()) < 0) {
                return false;
            }
        }
        into.flip();
        return true;
    }
}
