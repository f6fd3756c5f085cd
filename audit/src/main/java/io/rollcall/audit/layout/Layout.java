package io.rollcall.audit.layout;

import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Where everything stands in the records of a side.
 *
 * @param title what a person calls it
 * @param isWrapped whether records have to be opened first
 * @param id places that together identify an event; empty if its content does
 * @param time place of the event time
 * @param stream place of the name of the stream
 * @param visible place of the time at which it became visible
 * @param state place of a text that differs from one state of an event to another, for a side without contents
 * @param fields names of the fields of the records but for id and time; empty if they have no contents
 * @param isZoneless whether event times name no zone, and the user has not said which
 * @param times reader of times
 */
record Layout(
        String title,
        boolean isWrapped,
        List<Place> id,
        Optional<Place> time,
        Optional<Place> stream,
        Optional<Place> visible,
        Optional<Place> state,
        Set<String> fields,
        boolean isZoneless,
        TimeText times) {

    Layout {
        Objects.requireNonNull(title, "title");
        id = List.copyOf(id);
        fields = Set.copyOf(fields);
    }

    static Layout truthFile(ZoneId zone) {
        return new Layout(
                "the simulator's truth",
                false,
                List.of(Place.inRecord(Known.TRUTH_KEY)),
                Optional.of(Place.inRecord(Known.TRUTH_TIME)),
                Optional.of(Place.inRecord(Known.TRUTH_STREAM)),
                Optional.of(Place.inRecord(Known.TRUTH_VISIBLE)),
                Optional.of(Place.inRecord(Known.TRUTH_HASH)),
                Set.of(),
                false,
                new TimeText(zone, DateOrder.MONTH_FIRST));
    }
}
