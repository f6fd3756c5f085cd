package io.rollcall.engine.event;

import io.rollcall.engine.json.TextBytes;

/** Removes insignificant white space from a JSON text, and nothing else: no number, escape or order changes. */
public final class CompactJson {

    private CompactJson() {}

    /** The same JSON on one line; the slice itself if there is nothing to remove. */
    public static Slice of(Slice json) {
        int first = firstInsignificant(json);
        if (first < 0) {
            return json;
        }
        byte[] out = new byte[json.length()];
        int length = first - json.offset();
        System.arraycopy(json.array(), json.offset(), out, 0, length);
        boolean inText = false;
        int end = json.offset() + json.length();
        for (int i = first; i < end; i++) {
            byte next = json.array()[i];
            if (inText && next == '\\') {
                out[length++] = next;
                i++;
                if (i < end) {
                    out[length++] = json.array()[i];
                }
                continue;
            }
            inText ^= next == '"';
            if (inText || !isWhiteSpace(next)) {
                out[length++] = next;
            }
        }
        return new Slice(out, 0, length);
    }

    private static int firstInsignificant(Slice json) {
        byte[] bytes = json.array();
        int end = json.offset() + json.length();
        int i = json.offset();
        while (i < end) {
            byte next = bytes[i];
            if (next == '"') {
                i = afterText(bytes, i + 1, end);
            } else if (next <= ' ' && isWhiteSpace(next)) {
                return i;
            } else {
                i++;
            }
        }
        return -1;
    }

    /** Index after the quotation mark that ends the text around {@code from}. */
    private static int afterText(byte[] bytes, int from, int end) {
        int i = TextBytes.firstSpecial(bytes, from, end);
        while (i < end && bytes[i] != '"') {
            i = TextBytes.firstSpecial(bytes, i + (bytes[i] == '\\' ? 2 : 1), end);
        }
        return i + 1;
    }

    private static boolean isWhiteSpace(byte next) {
        return next == ' ' || next == '\n' || next == '\r' || next == '\t';
    }
}
