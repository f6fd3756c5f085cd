package io.rollcall.audit.input;

import io.rollcall.engine.json.JsonCursor;
import java.io.IOException;

/** The JSON object a line ends in, after a syslog header or another prefix. */
public final class JsonTail {

    /** There is none. */
    public static final int NONE = -1;

    private static final int MAX_TRIES = 16;

    private JsonTail() {}

    /** Index of the first brace from which an object with something in it reaches to the end of the range; {@link #NONE} if there is none. */
    public static int begin(byte[] bytes, int from, int to) {
        int tries = 0;
        for (int i = from; i < to - 2 && tries < MAX_TRIES; i++) {
            if (bytes[i] == '{') {
                tries++;
                if (isObject(bytes, i, to)) {
                    return i;
                }
            }
        }
        return NONE;
    }

    private static boolean isObject(byte[] bytes, int from, int to) {
        try {
            JsonCursor cursor = new JsonCursor(bytes, from, to - from);
            if (!cursor.open('{', '}')) {
                return false;
            }
            cursor = new JsonCursor(bytes, from, to - from);
            cursor.skip();
            cursor.requireEnd();
            return true;
        } catch (IOException notJson) {
            return false;
        }
    }
}
