package io.rollcall.audit.layout;

import io.rollcall.engine.identity.FieldPath;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the user says about a side; what is left open is found out.
 *
 * @param id fields that together identify an event, each a JSON Pointer or the name of a column or member; empty to look for one,
 *     {@link #BY_CONTENT} alone for the whole content
 * @param time the field with the event time
 * @param stream the field with the name of the stream
 * @param zone of times that name none
 * @param dates what comes first in dates such as 3/2/2026
 * @param ignored places that are left out of the comparison of contents
 * @param visibleBy records of the truth that became visible later need not be in the copy
 */
public record SideOptions(
        List<String> id,
        Optional<String> time,
        Optional<String> stream,
        ZoneId zone,
        Optional<DateOrder> dates,
        List<FieldPath> ignored,
        Optional<Instant> visibleBy) {

    /** Nothing said. */
    public static final SideOptions NONE = new SideOptions(
            List.of(),
            Optional.empty(),
            Optional.empty(),
            ZoneOffset.UTC,
            Optional.empty(),
            List.of(),
            Optional.empty());

    /** In place of a field with the id: events are identified by all they say. */
    public static final String BY_CONTENT = "content";

    public SideOptions {
        id = List.copyOf(id);
        ignored = List.copyOf(ignored);
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(stream, "stream");
        Objects.requireNonNull(zone, "zone");
        Objects.requireNonNull(dates, "dates");
        Objects.requireNonNull(visibleBy, "visibleBy");
    }

    /**
     * The same, with what is known of identity where the user has not said it.
     *
     * @param id fields, as {@link #id} has them
     * @param alsoIgnored places to be left out of the comparison besides
     */
    public SideOptions knowing(List<String> id, List<FieldPath> alsoIgnored) {
        return new SideOptions(
                this.id.isEmpty() ? id : this.id,
                time,
                stream,
                zone,
                dates,
                Stream.concat(ignored.stream(), alsoIgnored.stream()).distinct().toList(),
                visibleBy);
    }

    boolean isByContent() {
        return id.equals(List.of(BY_CONTENT));
    }
}
