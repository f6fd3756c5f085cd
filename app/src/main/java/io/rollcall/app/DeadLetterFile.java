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
import java.util.List;

/** Dead letters in a file, one JSON line each, on the disk when {@link #keep} returns. */
final class DeadLetterFile implements DeadLetters {

    private static final JsonFactory JSON = new JsonFactory();

    private final Path file;

    DeadLetterFile(Path file) {
        this.file = file;
    }

    @Override
    public synchronized void keep(List<Letter> letters) {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            ByteBuffer lines = ByteBuffer.wrap(lines(letters));
            while (lines.hasRemaining()) {
                channel.write(lines);
            }
            channel.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep dead letters in " + file, e);
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
