package io.rollcall.sources.read;

import io.rollcall.engine.event.Event;
import io.rollcall.engine.event.Window;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What has been counted of a sweep's pages, this one included.
 *
 * <p>An order that is declared is believed only as far as the records show it: a page that lies beyond the window ends a sweep only if the
 * records go that way.
 *
 * @param records on this page
 * @param recordsSoFar on all pages
 * @param pages so far
 * @param isBefore whether all records of this page that have a place on the API's time axis lie before the window
 * @param isBehind whether they all lie behind it
 * @param last the place of the last record that has one, on this page or one before
 * @param rises whether the last records that differ in their places went forward; empty if none differed yet
 * @param total how many records there are in all, as a page said last
 */
record PageCount(
        int records,
        long recordsSoFar,
        int pages,
        boolean isBefore,
        boolean isBehind,
        Optional<Instant> last,
        Optional<Boolean> rises,
        Optional<Long> total) {

    static final PageCount NONE =
            new PageCount(0, 0, 0, false, false, Optional.empty(), Optional.empty(), Optional.empty());

    /** At least so many records on a first page. */
    static PageCount atLeast(int records) {
        return new PageCount(records, 0, 0, false, false, Optional.empty(), Optional.empty(), Optional.empty());
    }

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
                isPlaced && positions.stream().noneMatch(window.to()::isAfter),
                isPlaced ? Optional.of(positions.get(positions.size() - 1)) : last,
                direction(positions),
                total);
    }

    /** Where the page goes from its first record to its last; a page on one moment goes where it went from the page before. */
    private Optional<Boolean> direction(List<Instant> positions) {
        if (positions.isEmpty()) {
            return rises;
        }
        Instant end = positions.get(positions.size() - 1);
        return Optional.of(positions.get(0))
                .filter(start -> !start.equals(end))
                .or(() -> last.filter(start -> !start.equals(end)))
                .map(start -> start.isBefore(end))
                .or(() -> rises);
    }

    /** The count that knows how many there are in all, if a page says so; if not, what one said before. */
    PageCount of(Optional<Long> all) {
        return new PageCount(records, recordsSoFar, pages, isBefore, isBehind, last, rises, all.or(() -> total));
    }

    /** Whether a later page cannot be about the window, if records go forward. */
    boolean isPast() {
        return isBehind && rises.orElse(false);
    }

    /** Whether a later page cannot be about the window, if records go backward. */
    boolean isBeforehand() {
        return isBefore && !rises.orElse(true);
    }
}
