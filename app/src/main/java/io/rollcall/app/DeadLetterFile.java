package io.rollcall.app;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.rollcall.engine.sink.DeadLetters;
import io.rollcall.engine.sink.DeadLetters.Letter;
import io.rollcall.engine.sink.Delivery;
import io.rollcall.sinks.file.Directories;
import io.rollcall.sinks.file.TornTail;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Dead letters in a file that only its owner may read, one JSON line each, on the disk when they are kept. What a crash
 * or a full disk leaves of a line is cut off: its page was not committed, and its letters come again.
 */
final class DeadLetterFile {

    private static final JsonFactory JSON = new JsonFactory();

    private final Path file;

    DeadLetterFile(Path file) {
        this.file = file;
    }

    /** The dead letters of a sink. */
    DeadLetters of(String sink) {
        return letters -> keep(sink, letters);
    }

    private synchronized void keep(String sink, List<Letter> letters) {
        try {
            Directories.createPrivately(file);
            try (RandomAccessFile target = new RandomAccessFile(file.toFile(), "rw")) {
                TornTail.cut(target);
                append(target, lines(sink, letters));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The dead letters cannot be kept in " + file + ": " + Explanation.cause(e)
                            + ". Check that the disk has room and the file is writable. Nothing is lost: what the sink"
                            + " refused is fetched again by the next run, with the page it came in.",
                    e);
        }
    }

    private static void append(RandomAccessFile target, byte[] lines) throws IOException {
        long end = target.length();
        try {
            target.seek(end);
            target.write(lines);
            target.getFD().sync();
        } catch (IOException e) {
            takeBack(target, end, e);
            throw e;
        }
    }

    private static void takeBack(RandomAccessFile target, long end, IOException cause) {
        try {
            target.setLength(end);
            target.getFD().sync();
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    private static byte[] lines(String sink, List<Letter> letters) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Letter letter : letters) {
            try (JsonGenerator json = JSON.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
                json.writeStartObject();
                Delivery delivery = letter.delivery();
                json.writeStringField("sink", sink);
                json.writeStringField("stream", delivery.stream().toString());
                json.writeStringField("kind", delivery.kind().name().toLowerCase(Locale.ROOT));
                json.writeStringField("key", delivery.key().toString());
                json.writeStringField("time", delivery.time().toString());
                json.writeStringField("visible_by", delivery.visibleBy().toString());
                json.writeStringField("reason", letter.reason());
                json.writeFieldName("record");
                json.writeRawValue(delivery.body().toString());
                json.writeEndObject();
            }
            out.write('\n');
        }
        return out.toByteArray();
    }
}
