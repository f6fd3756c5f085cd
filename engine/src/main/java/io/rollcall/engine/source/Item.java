package io.rollcall.engine.source;

import io.rollcall.engine.event.EventKey;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * One thing an API lists and hands out separately, such as an Office 365 content blob; the unit of checkpoint where there are
 * such things.
 *
 * @param key identity of the item within the stream
 * @param name the vendor's name for it, for people
 * @param location what the source needs to fetch it again, for example its URI without any secret
 * @param listedAt its place on the listing's time axis: when the API says it became available
 * @param expires when the API forgets it, if it says so
 */
public record Item(EventKey key, String name, String location, Instant listedAt, Optional<Instant> expires) {

    public Item {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(location, "location");
        Objects.requireNonNull(listedAt, "listedAt");
        Objects.requireNonNull(expires, "expires");
    }
}
