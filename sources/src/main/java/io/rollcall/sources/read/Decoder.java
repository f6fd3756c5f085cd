package io.rollcall.sources.read;

import io.rollcall.engine.event.Slice;
import io.rollcall.engine.identity.FieldPath;
import io.rollcall.engine.json.JsonCursor;
import io.rollcall.sources.definition.RecordsRule.Decode;
import io.rollcall.sources.definition.RecordsRule.Format;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Turns bodies into JSON: unpacks gzip and zip, which are recognised by their first bytes, and makes arrays of lines. */
final class Decoder {

    private static final String RECORDS = "records";
    private static final String TRAILER = "trailer";
    private static final byte[] GZIP = {0x1f, (byte) 0x8b};
    private static final byte[] ZIP = {'P', 'K', 3, 4};

    private final Decode rule;
    private final long maxBytes;

    /** @param maxBytes of a body unpacked */
    Decoder(Decode rule, long maxBytes) {
        this.rule = rule;
        this.maxBytes = maxBytes;
    }

    /** Where the records are in what {@link #decode} returns. */
    List<FieldPath> records(List<FieldPath> declared) {
        if (rule.format() == Format.JSON) {
            return declared;
        }
        return List.of(new FieldPath(rule.hasTrailer() ? List.of(RECORDS) : List.of()));
    }

    /** Where a value around the records is in what {@link #decode} returns. */
    FieldPath around(FieldPath declared) {
        return rule.hasTrailer()
                ? new FieldPath(Stream.concat(Stream.of(TRAILER), declared.names().stream())
                        .toList())
                : declared;
    }

    /** @throws IOException if it cannot be unpacked, or is too large then */
    Slice decode(Slice body) throws IOException {
        List<Slice> texts = unpacked(body);
        if (rule.format() == Format.JSON) {
            if (texts.size() != 1) {
                throw new IOException(
                        "the zip archive holds " + texts.size() + " files, which is no single JSON; if each line"
                                + " is a record, say 'decode: {format: ndjson}'");
            }
            return texts.get(0);
        }
        List<String> records = new ArrayList<>();
        for (Slice text : texts) {
            if (rule.format() == Format.CSV) {
                records.addAll(Csv.records(text.toString()));
            } else {
                lines(text, records);
            }
        }
        if (!rule.hasTrailer()) {
            return Slice.utf8("[" + String.join(",", records) + "]");
        }
        if (records.isEmpty()) {
            throw new IOException("the body has no line, but its last one should be a trailer: it has been cut off");
        }
        String trailer = records.remove(records.size() - 1);
        return Slice.utf8(
                "{\"" + TRAILER + "\":" + trailer + ",\"" + RECORDS + "\":[" + String.join(",", records) + "]}");
    }

    private static void lines(Slice text, List<String> records) throws IOException {
        int number = 0;
        for (String line : text.toString().split("\n", -1)) {
            number++;
            if (!line.isBlank()) {
                byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
                JsonCursor cursor = new JsonCursor(bytes, 0, bytes.length);
                try {
                    cursor.skip();
                    cursor.requireEnd();
                } catch (IOException e) {
                    throw new IOException("line " + number + " is not JSON: " + e.getMessage(), e);
                }
                records.add(line.trim());
            }
        }
    }

    private List<Slice> unpacked(Slice body) throws IOException {
        if (startsWith(body, GZIP)) {
            try (InputStream in = new GZIPInputStream(stream(body))) {
                return List.of(read(in, maxBytes));
            }
        }
        if (!startsWith(body, ZIP)) {
            return List.of(body);
        }
        List<Slice> files = new ArrayList<>();
        long left = maxBytes;
        try (ZipInputStream zip = new ZipInputStream(stream(body))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!entry.isDirectory()) {
                    Slice file = read(zip, left);
                    left -= file.length();
                    files.add(file);
                }
            }
        }
        return files;
    }

    private static boolean startsWith(Slice body, byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (i >= body.length() || body.array()[body.offset() + i] != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    private static InputStream stream(Slice body) {
        return new ByteArrayInputStream(body.array(), body.offset(), body.length());
    }

    private static Slice read(InputStream in, long maxBytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[1 << 16];
        for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
            if (out.size() + (long) length > maxBytes) {
                throw new IOException("unpacked it has more than " + maxBytes + " bytes, the limit (limits.max_body)");
            }
            out.write(buffer, 0, length);
        }
        return Slice.of(out.toByteArray());
    }
}
