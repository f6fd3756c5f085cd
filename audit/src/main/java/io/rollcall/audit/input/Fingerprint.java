package io.rollcall.audit.input;

import java.util.Objects;

/**
 * What a file's bytes were.
 *
 * @param bytes how many
 * @param sha256 their SHA-256 in hexadecimal
 */
public record Fingerprint(long bytes, String sha256) {

    public Fingerprint {
        Objects.requireNonNull(sha256, "sha256");
    }
}
