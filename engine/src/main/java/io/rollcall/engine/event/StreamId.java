package io.rollcall.engine.event;

import java.util.Objects;

/**
 * The key of all state: one body of events, named by the source definition it is read with, the account (tenant,
 * organisation) it belongs to and the stream's own name. Two streams never share a checkpoint, because two streams never
 * have equal ids.
 *
 * @param definition name of the source definition, for example {@code entra-signins}
 * @param account the user's name for the account, for example {@code contoso}
 * @param stream name of the stream within the definition, for example {@code interactive}
 */
public record StreamId(String definition, String account, String stream) implements Comparable<StreamId> {

    public StreamId {
        requirePart("definition", definition);
        requirePart("account", account);
        requirePart("stream", stream);
    }

    /** The inverse of {@link #toString()}. */
    public static StreamId parse(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("stream id must be definition/account/stream, not '" + text + "'");
        }
        return new StreamId(parts[0], parts[1], parts[2]);
    }

    private static void requirePart(String name, String value) {
        Objects.requireNonNull(value, name);
        if (value.isBlank() || value.indexOf('/') >= 0) {
            throw new IllegalArgumentException(name + " must not be blank or contain '/': '" + value + "'");
        }
    }

    @Override
    public int compareTo(StreamId other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return definition + "/" + account + "/" + stream;
    }
}
