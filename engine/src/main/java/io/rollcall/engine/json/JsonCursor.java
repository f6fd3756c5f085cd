package io.rollcall.engine.json;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * A place in a JSON text (RFC 8259) in UTF-8 that is moved forward, value by value. Its owner says what comes next; the cursor
 * checks that it does, and that what it passes is well formed, text by text eight bytes at a time. It copies and builds
 * nothing: the scalar or name passed last is a range of the bytes. Not thread-safe.
 *
 * <p>An object is passed so: {@code for (boolean more = cursor.open('{', '}'); more; more = cursor.next('}')) { cursor.name();
 * …value… }}, and an array alike without the name.
 *
 * <p>All methods throw IOException if the text is malformed, with the offset of the byte that is wrong.
 */
public final class JsonCursor {

    private static final int MAX_DEPTH = 1000;

    private final byte[] bytes;
    private final int origin;
    private final int end;
    private int at;
    private int from;
    private int to;
    private boolean isPlain;
    private int spaces;

    /** Stands before the value in {@code length} bytes from {@code offset} on, after a byte order mark if there is one. */
    public JsonCursor(byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        this.bytes = bytes;
        this.origin = offset;
        this.end = offset + length;
        this.at = offset + (hasMark(bytes, offset, length) ? 3 : 0);
    }

    private static boolean hasMark(byte[] bytes, int offset, int length) {
        return length >= 3
                && bytes[offset] == (byte) 0xEF
                && bytes[offset + 1] == (byte) 0xBB
                && bytes[offset + 2] == (byte) 0xBF;
    }

    /** Passes white space; the first byte of what follows, or -1 at the end of the text. */
    public int peek() {
        while (at < end) {
            byte next = bytes[at];
            if (next > ' ' || !isWhiteSpace(next)) {
                return next & 0xff;
            }
            at++;
            spaces++;
        }
        return -1;
    }

    /** Index in the array of the byte the cursor stands before. */
    public int at() {
        return at;
    }

    /** Bytes of white space passed so far. */
    public int spaces() {
        return spaces;
    }

    /** Enters an object or array; whether it has anything in it. If not, it has been passed. */
    public boolean open(char opening, char closing) throws IOException {
        expect(opening);
        if (peek() == closing) {
            at++;
            return false;
        }
        return true;
    }

    /** After a member or element: whether another one follows. If not, the object or array has been passed. */
    public boolean next(char closing) throws IOException {
        int next = peek();
        if (next != ',' && next != closing) {
            throw malformed("',' or '" + closing + "' expected");
        }
        at++;
        return next == ',';
    }

    /** Passes a member's name and the colon. */
    public void name() throws IOException {
        if (peek() != '"') {
            throw malformed("a name expected");
        }
        text();
        expect(':');
    }

    /** Passes a member's name and the colon if they are written just so, in quotation marks and without white space within. */
    public boolean passes(byte[] written) {
        if (peek() != '"' || !TextBytes.isAt(bytes, at, end, written)) {
            return false;
        }
        at += written.length;
        return true;
    }

    /** Passes a scalar; its kind. */
    public ScalarKind scalar() throws IOException {
        int next = peek();
        switch (next) {
            case '"' -> {
                text();
                return ScalarKind.TEXT;
            }
            case 't' -> {
                literal("true");
                return ScalarKind.TRUE;
            }
            case 'f' -> {
                literal("false");
                return ScalarKind.FALSE;
            }
            case 'n' -> {
                literal("null");
                return ScalarKind.NULL;
            }
            default -> {
                number();
                return ScalarKind.NUMBER;
            }
        }
    }

    /** Passes any value. */
    public void skip() throws IOException {
        skip(0);
    }

    private void skip(int depth) throws IOException {
        int next = peek();
        if (next == '{') {
            requireDepth(depth);
            for (boolean more = open('{', '}'); more; more = next('}')) {
                name();
                skip(depth + 1);
            }
        } else if (next == '[') {
            requireDepth(depth);
            for (boolean more = open('[', ']'); more; more = next(']')) {
                skip(depth + 1);
            }
        } else {
            ScalarKind unused = scalar();
        }
    }

    /**
     * Refuses to enter what is nested too deeply to be a record.
     *
     * @param depth the number of objects and arrays around the one that is to be entered
     */
    public void requireDepth(int depth) throws IOException {
        if (depth >= MAX_DEPTH) {
            throw malformed("nested more than " + MAX_DEPTH + " deep");
        }
    }

    /** Checks that nothing but white space follows. */
    public void requireEnd() throws IOException {
        if (peek() >= 0) {
            throw malformed("the text goes on after its end");
        }
    }

    /** The array that {@link #from()} and {@link #to()} count in; not to be written to. */
    public byte[] bytes() {
        return bytes;
    }

    /** Index of the first byte of the scalar or name passed last, after the quotation mark of a text. */
    public int from() {
        return from;
    }

    /** Index after the last byte of the scalar or name passed last, before the quotation mark of a text. */
    public int to() {
        return to;
    }

    /** Whether the text or name passed last has no escapes: its bytes are its content. */
    public boolean isPlain() {
        return isPlain;
    }

    /** The content of the scalar or name passed last; numbers and literals as they are written. */
    public String content() {
        String raw = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        return isPlain ? raw : Escapes.resolved(raw);
    }

    private void expect(char wanted) throws IOException {
        if (peek() != wanted) {
            throw malformed("'" + wanted + "' expected");
        }
        at++;
    }

    private void text() throws IOException {
        int i = at + 1;
        from = i;
        isPlain = true;
        while (true) {
            i = TextBytes.firstSpecial(bytes, i, end);
            at = i;
            if (i == end) {
                throw malformed("a text is not finished");
            }
            byte next = bytes[i];
            if (next == '"') {
                to = i;
                at = i + 1;
                return;
            }
            if (next == '\\') {
                isPlain = false;
                i += escape(i);
            } else if (next < 0) {
                i += Utf8.length(bytes, i, end, this);
            } else {
                throw malformed("a control character in a text");
            }
        }
    }

    /** Length of the escape at {@code i}. */
    private int escape(int i) throws IOException {
        int kind = i + 1 < end ? bytes[i + 1] : -1;
        switch (kind) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> {
                return 2;
            }
            case 'u' -> {
                for (int digit = i + 2; digit < i + 6; digit++) {
                    if (digit >= end || Character.digit(bytes[digit], 16) < 0) {
                        throw malformed("four hexadecimal digits expected after \\u");
                    }
                }
                return 6;
            }
            default -> throw malformed("an escape that there is not");
        }
    }

    private void literal(String word) throws IOException {
        from = at;
        for (int i = 0; i < word.length(); i++) {
            if (at + i >= end || bytes[at + i] != word.charAt(i)) {
                throw malformed("'" + word + "' expected");
            }
        }
        at += word.length();
        to = at;
        isPlain = true;
    }

    private void number() throws IOException {
        from = at;
        isPlain = true;
        at += at < end && bytes[at] == '-' ? 1 : 0;
        int first = at;
        digits("a value expected");
        if (bytes[first] == '0' && at > first + 1) {
            throw malformed("a number begins with zero");
        }
        if (at < end && bytes[at] == '.') {
            at++;
            digits("digits expected after the point");
        }
        if (at < end && (bytes[at] | 0x20) == 'e') {
            at++;
            at += at < end && (bytes[at] == '+' || bytes[at] == '-') ? 1 : 0;
            digits("digits expected in the exponent");
        }
        to = at;
    }

    private void digits(String wanted) throws IOException {
        int first = at;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        if (at == first) {
            throw malformed(wanted);
        }
    }

    private static boolean isWhiteSpace(byte next) {
        return next == ' ' || next == '\n' || next == '\r' || next == '\t';
    }

    /** What is wrong at the cursor. */
    IOException malformed(String what) {
        return new IOException(at < end ? what + " at byte " + (at - origin) : what + " where the text ends");
    }
}
