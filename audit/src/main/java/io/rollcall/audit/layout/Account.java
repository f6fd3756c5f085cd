package io.rollcall.audit.layout;

import io.rollcall.audit.input.Fingerprint;
import java.util.Objects;
import java.util.Optional;

/**
 * What a side turned out to be.
 *
 * @param name what a person calls it
 * @param layout what kind of records it holds
 * @param id where ids were found
 * @param time where event times were found; empty if nowhere
 * @param health what else was found in it
 * @param fingerprint of what was read; empty if it is no file
 */
public record Account(
        String name, String layout, String id, String time, Health health, Optional<Fingerprint> fingerprint) {

    public Account {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(layout, "layout");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(health, "health");
        Objects.requireNonNull(fingerprint, "fingerprint");
    }
}
