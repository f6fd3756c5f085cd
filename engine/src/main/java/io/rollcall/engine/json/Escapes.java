package io.rollcall.engine.json;

/** The escapes of JSON texts (RFC 8259 section 7), which the cursor has found well formed. */
final class Escapes {

    private Escapes() {}

    /** The text that is meant. */
    static String resolved(String raw) {
        StringBuilder text = new StringBuilder(raw.length());
        int i = 0;
        while (i < raw.length()) {
            char next = raw.charAt(i);
            if (next != '\\') {
                text.append(next);
                i++;
            } else if (raw.charAt(i + 1) == 'u') {
                text.append((char) Integer.parseInt(raw, i + 2, i + 6, 16));
                i += 6;
            } else {
                text.append(meant(raw.charAt(i + 1)));
                i += 2;
            }
        }
        return text.toString();
    }

    private static char meant(char letter) {
        return switch (letter) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> letter;
        };
    }
}
