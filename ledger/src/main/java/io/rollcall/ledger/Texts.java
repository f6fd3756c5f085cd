package io.rollcall.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Texts as they stand in the tables. Not every database takes U+0000 and halves of surrogate pairs, which JSON can hold; these, and the
 * character that marks them, are written as U+001A and what follows it.
 */
final class Texts {

    private static final char MARK = '\u001A';
    private static final int DIGITS = 4;
    private static final int HEXADECIMAL = 16;

    private Texts() {}

    static String stored(String text) {
        StringBuilder stored = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isPair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (isPair) {
                stored.append(c).append(text.charAt(++i));
            } else if (c == 0 || c == MARK || Character.isSurrogate(c)) {
                stored.append(MARK).append(String.format("%04x", (int) c));
            } else {
                stored.append(c);
            }
        }
        return stored.toString();
    }

    static String read(ResultSet row, String column) throws SQLException {
        return original(row.getString(column));
    }

    static String read(ResultSet row, int column) throws SQLException {
        return original(row.getString(column));
    }

    /** What was stored; as it is where a mark is followed by none of its codes. */
    static String original(String stored) {
        if (stored.indexOf(MARK) < 0) {
            return stored;
        }
        StringBuilder text = new StringBuilder(stored.length());
        for (int i = 0; i < stored.length(); i++) {
            char c = stored.charAt(i);
            int end = i + 1 + DIGITS;
            if (c == MARK && end <= stored.length() && isCode(stored.substring(i + 1, end))) {
                text.append((char) Integer.parseInt(stored.substring(i + 1, end), HEXADECIMAL));
                i = end - 1;
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    private static boolean isCode(String digits) {
        return digits.matches("0000|001a|d[89a-f][0-9a-f]{2}");
    }
}
