package io.rollcall.app.files;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rollcall.engine.event.EventKey;
import io.rollcall.engine.event.Slice;
import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.json.JsonText;
import io.rollcall.engine.sink.Delivery;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;

/**
 * What a sink refused for good, as a line of the dead letters' file has it.
 *
 * @param sink the user's name for it
 * @param reason in the sink's words
 */
public record DeadLetter(String sink, Delivery delivery, String reason) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String RECORD = "record";

    /** One JSON object, the record in it byte for byte. */
    public String line() {
        return "{\"sink\":" + JsonText.quoted(sink)
                + ",\"stream\":" + JsonText.quoted(delivery.stream().toString())
                + ",\"kind\":" + JsonText.quoted(delivery.kind().name().toLowerCase(Locale.ROOT))
                + ",\"key\":" + JsonText.quoted(delivery.key().toString())
                + ",\"time\":" + JsonText.quoted(delivery.time().toString())
                + ",\"visible_by\":" + JsonText.quoted(delivery.visibleBy().toString())
                + ",\"reason\":" + JsonText.quoted(reason)
                + ",\"" + RECORD + "\":" + delivery.body() + "}";
    }

    /**
     * The inverse of {@link #line}.
     *
     * @throws IOException if it is none; the message says why
     */
    public static DeadLetter of(String line) throws IOException {
        JsonNode json = JSON.readTree(line);
        String key = text(json, "key");
        try {
            Delivery delivery = new Delivery(
                    StreamId.parse(text(json, "stream")),
                    Delivery.Kind.valueOf(text(json, "kind").toUpperCase(Locale.ROOT)),
                    new EventKey(
                            Long.parseUnsignedLong(key.substring(0, 16), 16),
                            Long.parseUnsignedLong(key.substring(16), 16)),
                    Instant.parse(text(json, "time")),
                    Instant.parse(text(json, "visible_by")),
                    record(line.getBytes(StandardCharsets.UTF_8)));
            return new DeadLetter(text(json, "sink"), delivery, text(json, "reason"));
        } catch (IllegalArgumentException | IndexOutOfBoundsException | DateTimeException e) {
            throw new IOException("a value cannot be read: " + e.getMessage(), e);
        }
    }

    private static String text(JsonNode json, String name) throws IOException {
        if (!json.path(name).isTextual()) {
            throw new IOException("'" + name + "' is missing");
        }
        return json.path(name).asText();
    }

    private static Slice record(byte[] line) throws IOException {
        try (JsonParser parser = JSON.createParser(line)) {
            parser.nextToken();
            while (parser.nextFieldName() != null) {
                boolean isRecord = parser.currentName().equals(RECORD);
                parser.nextToken();
                int start = (int) parser.currentTokenLocation().getByteOffset();
                parser.skipChildren();
                if (isRecord) {
                    int end = (int) parser.currentLocation().getByteOffset();
                    return new Slice(line, start, end - start);
                }
            }
        }
        throw new IOException("'" + RECORD + "' is missing");
    }
}
