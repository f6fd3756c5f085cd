package io.rollcall.sources.read;

import io.rollcall.engine.event.Event;
import io.rollcall.engine.event.EventKey;
import io.rollcall.engine.event.Window;
import io.rollcall.engine.identity.FieldPath;
import io.rollcall.engine.source.SourceFault;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A look at the page behind the one that a definition says is the last of its window: a trial's way to find out that a stop rule ends
 * windows too early, which otherwise nobody would notice. What it finds is told and not delivered.
 */
final class Beyond {

    private final ReadPlan plan;
    private final Window window;
    private final List<FieldPath> places;

    /** @param places around the records, as the sweep looks at them */
    Beyond(ReadPlan plan, Window window, List<FieldPath> places) {
        this.plan = plan;
        this.window = window;
        this.places = places;
    }

    /** What is wrong if that page has records of the window; empty if it has none, cannot be had, or is the last one again. */
    Optional<String> look(Ask ask, PageCount count, List<Event> lastPage) throws InterruptedException {
        PageReader reader = new PageReader(plan, places, window, item -> false);
        try {
            List<Event> found = reader.read(plan.client().send(ask));
            long missed = plan.stream().items().isPresent() ? reader.records() : missed(found, lastPage);
            return missed == 0
                    ? Optional.empty()
                    : Optional.of("Page " + count.pages() + " of " + window
                            + " is the last one by what the definition says (paging: more, done, page_size, total, pages"
                            + " or order), but the page behind it has " + missed
                            + " more records of the window. They would be lost: mend that rule, or leave it out.");
        } catch (SourceFault | IOException nothingThere) {
            return Optional.empty();
        }
    }

    private long missed(List<Event> found, List<Event> lastPage) {
        Set<EventKey> known = new HashSet<>();
        lastPage.forEach(event -> known.add(event.key()));
        return found.stream()
                .filter(event -> !known.contains(event.key()))
                .filter(event -> event.position().map(window::contains).orElse(true))
                .count();
    }
}
