package io.rollcall.engine.event;

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
        boolean inText = false;
        int end = json.offset() + json.length();
        for (int i = json.offset(); i < end; i++) {
            byte next = json.array()[i];
            if (inText && next == '\\') {
                i++;
            } else if (next == '"') {
                inText = !inText;
            } else if (!inText && isWhiteSpace(next)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isWhiteSpace(byte next) {
        return next == ' ' || next == '\n' || next == '\r' || next == '\t';
    }
}
