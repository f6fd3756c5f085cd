package io.rollcall.app;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.rollcall.engine.sink.DeadLetters;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

/**
 * Dead letters in a file that only its owner may read, one JSON line each, on the disk when {@link #keep} returns. What a crash
 * or a full disk leaves of a line is cut off: its page was not committed, and its letters come again.
 */
final class DeadLetterFile implements DeadLetters {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int CHUNK_BYTES = 8192;

    private final Path file;

    DeadLetterFile(Path file) {
        this.file = file;
    }

    @Override
    public synchronized void keep(List<Letter> letters) {
        try (FileChannel channel = open()) {
            long end = endOfLastLine(channel);
            try {
                channel.truncate(end).position(end);
                ByteBuffer lines = ByteBuffer.wrap(lines(letters));
                while (lines.hasRemaining()) {
                    channel.write(lines);
                }
                channel.force(true);
            } catch (IOException e) {
                takeBack(channel, end, e);
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The dead letters cannot be kept in " + file + ": " + Explanation.cause(e)
                            + ". Check that the disk has room and the file is writable. Nothing is lost: what the sink"
                            + " refused is fetched again by the next run, with the page it came in.",
                    e);
        }
    }

    private FileChannel open() throws IOException {
        FileAttribute<?>[] ownerOnly =
                file.getFileSystem().supportedFileAttributeViews().contains("posix")
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                        }
                        : new FileAttribute<?>[0];
        return FileChannel.open(
                file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE), ownerOnly);
    }

    /** The offset just after the last line feed; 0 if there is none. */
    private static long endOfLastLine(FileChannel channel) throws IOException {
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES);
        long end = channel.size();
        while (end > 0) {
            long start = Math.max(0, end - CHUNK_BYTES);
            chunk.clear().limit((int) (end - start));
            for (long at = start; chunk.hasRemaining(); at = start + chunk.position()) {
                if (channel.read(chunk, at) < 0) {
                    throw new IOException("somebody is making the file shorter");
                }
            }
            for (int i = chunk.position() - 1; i >= 0; i--) {
                if (chunk.get(i) == '\n') {
                    return start + i + 1;
                }
            }
            end = start;
        }
        return 0;
    }

    private static void takeBack(FileChannel channel, long end, IOException cause) {
        try {
            channel.truncate(end).force(true);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    private static byte[] lines(List<Letter> letters) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Letter letter : letters) {
            try (JsonGenerator json = JSON.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
                json.writeStartObject();
                json.writeStringField("stream", letter.delivery().stream().toString());
                json.writeStringField("key", letter.delivery().key().toString());
                json.writeStringField("reason", letter.reason());
                json.writeFieldName("record");
                json.writeRawValue(letter.delivery().body().toString());
                json.writeEndObject();
            }
            out.write('\n');
        }
        return out.toByteArray();
    }
}
