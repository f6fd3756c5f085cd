package io.rollcall.audit.input;

import io.rollcall.engine.event.Slice;
import java.io.IOException;
import java.io.InputStream;

/** Records that are lines, or the ends of lines. */
final class Lines {

    private static final String CUT_OFF = "the last line is cut off: ";

    private final boolean areHeaded;
    private final Receiver receiver;

    /** @param areHeaded whether there may be something before the JSON, and lines without any */
    Lines(boolean areHeaded, Receiver receiver) {
        this.areHeaded = areHeaded;
        this.receiver = receiver;
    }

    /** Reads to the end, or until the receiver wants no more. */
    void read(InputStream in) throws IOException {
        LineReader lines = new LineReader(in);
        while (lines.next()) {
            Slice line = lines.slice();
            int begin = firstVisible(line);
            if (lines.isTooLong()) {
                receiver.damaged(lines.line(), "the line is too long to be a record");
            } else if (begin >= 0 && !take(lines, line, begin)) {
                return;
            }
        }
    }

    private boolean take(LineReader lines, Slice line, int begin) throws IOException {
        int end = line.offset() + line.length();
        byte[] bytes = line.array();
        if (bytes[begin] == '{') {
            return record(lines, new Slice(bytes, begin, end - begin));
        }
        if (!areHeaded) {
            receiver.damaged(lines.line(), reason(lines, "it does not begin with '{'"));
            return true;
        }
        int json = JsonTail.begin(bytes, begin, end);
        if (json != JsonTail.NONE) {
            return record(lines, new Slice(bytes, json, end - json));
        }
        if (line.toString().contains("{\"")) {
            receiver.damaged(lines.line(), reason(lines, "its JSON is not whole"));
        } else {
            receiver.foreign(lines.line());
        }
        return true;
    }

    private boolean record(LineReader lines, Slice json) {
        try {
            return receiver.record(lines.line(), json);
        } catch (IOException malformed) {
            receiver.damaged(lines.line(), reason(lines, "it is no JSON: " + malformed.getMessage()));
            return true;
        }
    }

    private static String reason(LineReader lines, String reason) {
        return (lines.isFinished() ? "" : CUT_OFF) + reason;
    }

    /** Index of the first byte that is no white space; -1 if there is none. */
    private static int firstVisible(Slice line) {
        int end = line.offset() + line.length();
        for (int i = line.offset(); i < end; i++) {
            if (line.array()[i] > ' ' || line.array()[i] < 0) {
                return i;
            }
        }
        return -1;
    }
}
