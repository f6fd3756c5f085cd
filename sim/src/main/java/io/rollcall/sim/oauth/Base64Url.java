package io.rollcall.sim.oauth;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Base64url without padding, as RFC 7515 uses it. */
final class Base64Url {
    private Base64Url() {}

    static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Bytes of a text. @throws IllegalArgumentException if it is not base64url */
    static byte[] decode(String text) {
        return Base64.getUrlDecoder().decode(text);
    }

    static String decodeText(String text) {
        return new String(decode(text), StandardCharsets.UTF_8);
    }
}
