package io.rollcall.audit.input;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.rollcall.engine.event.Slice;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Records that are rows of a table (RFC 4180, any separator): each becomes an object with a text for each cell that is not empty. */
final class Table {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int MAX_RECORD_CHARACTERS = 1 << 26;

    private final char separator;
    private final Receiver receiver;

    Table(char separator, Receiver receiver) {
        this.separator = separator;
        this.receiver = receiver;
    }

    /** Reads to the end, to what is no CSV, or until the receiver wants no more. */
    void read(InputStream in) throws IOException {
        QuoteCount quotes = new QuoteCount(new InputStreamReader(in, StandardCharsets.UTF_8));
        long line = 1;
        try (CsvReader<CsvRecord> rows = CsvReader.builder()
                .fieldSeparator(separator)
                .skipEmptyLines(true)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .allowExtraCharsAfterClosingQuote(true)
                .maxBufferSize(MAX_RECORD_CHARACTERS)
                .ofCsvRecord(quotes)) {
            List<String> header = List.of();
            // A row is judged when it is known whether it is the last one.
            CsvRecord held = null;
            for (CsvRecord row : rows) {
                line = row.getStartingLineNumber();
                if (header.isEmpty()) {
                    header = row.getFields().stream().map(String::strip).toList();
                } else if (held != null && !take(header, held, false)) {
                    return;
                } else {
                    held = row;
                }
            }
            if (held != null) {
                take(header, held, quotes.isInsideQuotes());
            }
        } catch (CsvParseException | UncheckedIOException malformed) {
            Throwable cause = malformed.getCause();
            receiver.damaged(
                    line,
                    "the table cannot be read any further: "
                            + (cause == null ? malformed.getMessage() : cause.getMessage()));
        }
    }

    private boolean take(List<String> header, CsvRecord row, boolean isCutOff) throws IOException {
        long line = row.getStartingLineNumber();
        if (isCutOff) {
            receiver.damaged(line, "the last row is cut off: a quotation mark is not closed");
            return true;
        }
        if (row.getFieldCount() != header.size()) {
            receiver.damaged(
                    line,
                    "the row has " + row.getFieldCount() + " cells where the header has " + header.size()
                            + ": it is cut off, or a separator in it is not quoted");
            return true;
        }
        return receiver.record(line, json(header, row));
    }

    private static Slice json(List<String> header, CsvRecord row) throws IOException {
        ByteArrayBuilder bytes = new ByteArrayBuilder();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            for (int i = 0; i < header.size(); i++) {
                if (!row.getField(i).isEmpty()) {
                    json.writeStringField(header.get(i), row.getField(i));
                }
            }
            json.writeEndObject();
        }
        return Slice.of(bytes.toByteArray());
    }
}
