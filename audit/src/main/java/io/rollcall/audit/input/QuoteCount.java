package io.rollcall.audit.input;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** Characters passed on, and whether an odd number of quotation marks was among them: the end then lies inside a quoted cell. */
final class QuoteCount extends FilterReader {

    private boolean isInside;

    QuoteCount(Reader in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        int next = super.read();
        isInside ^= next == '"';
        return next;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        for (int i = offset; i < offset + count; i++) {
            isInside ^= buffer[i] == '"';
        }
        return count;
    }

    boolean isInsideQuotes() {
        return isInside;
    }
}
