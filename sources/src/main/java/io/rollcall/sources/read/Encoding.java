package io.rollcall.sources.read;

import java.nio.charset.StandardCharsets;

/** Percent-encoding (RFC 3986). */
final class Encoding {

    private static final String UNRESERVED = "-._~";
    private static final String PLAIN_IN_QUERY = UNRESERVED + "$:/,()*@!;";

    private Encoding() {}

    static String pathSegment(String text) {
        return encode(text, UNRESERVED);
    }

    /** A name or value of a query parameter; what may stand there as it is stays legible. */
    static String queryPart(String text) {
        return encode(text, PLAIN_IN_QUERY);
    }

    private static String encode(String text, String plain) {
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean isPlain = c < 128 && (Character.isLetterOrDigit(c) || plain.indexOf(c) >= 0);
            encoded.append(isPlain ? String.valueOf(c) : String.format(java.util.Locale.ROOT, "%%%02X", (int) c));
        }
        return encoded.toString();
    }
}
