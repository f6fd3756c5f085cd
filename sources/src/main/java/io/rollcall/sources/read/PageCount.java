package io.rollcall.sources.read;

import io.rollcall.engine.event.Event;
import io.rollcall.engine.event.Window;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What has been counted of a sweep's pages, this one included.
 *
 * @param records on this page
 * @param recordsSoFar on all pages
 * @param pages so far
 * @param isBefore whether all records of this page that have a place on the API's time axis lie before the window
 * @param isBehind whether they all lie behind it
 */
record PageCount(int records, long recordsSoFar, int pages, boolean isBefore, boolean isBehind) {

    static final PageCount NONE = new PageCount(0, 0, 0, false, false);

    /** The count with one more page; entries of a listing have no events. */
    PageCount with(int more, List<Event> events, Window window) {
        List<Instant> positions =
                events.stream().map(Event::position).flatMap(Optional::stream).toList();
        boolean isPlaced = !positions.isEmpty();
        return new PageCount(
                more,
                recordsSoFar + more,
                pages + 1,
                isPlaced && positions.stream().allMatch(window.from()::isAfter),
                isPlaced && positions.stream().noneMatch(window.to()::isAfter));
    }
}
