package io.rollcall.engine.loop;

import io.rollcall.engine.event.Event;
import io.rollcall.engine.event.Window;
import io.rollcall.engine.selfaudit.SampleCounts;
import io.rollcall.engine.source.Item;
import io.rollcall.engine.source.Page;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A past window that is said to be complete and is being read again: how much of it is known, and what was missing. What lies
 * outside it proves nothing. Used by one thread at a time, but for {@link #noted}, which the thread that fetches calls.
 */
final class Sample {

    private static final int MOST_NAMED = 10;

    private final Window claimed;
    private final AtomicLong settledItems = new AtomicLong();
    private final List<String> names = new ArrayList<>();
    private long received;
    private long missing;
    private long told;

    Sample(Window claimed) {
        this.claimed = claimed;
    }

    Window claimed() {
        return claimed;
    }

    /** Takes note of a listed item that need not be fetched, since it has been. */
    boolean noted(Item item, boolean isSettled) {
        if (isSettled && claimed.contains(item.listedAt())) {
            settledItems.incrementAndGet();
        }
        return isSettled;
    }

    /** Counts the page that an intake has just taken; an item counts as one record at the time it was listed. */
    void add(Page page, Intake intake) {
        if (page.item().isPresent()) {
            Item item = page.item().get();
            count(item.listedAt(), true, item.name());
            return;
        }
        for (int i = 0; i < page.events().size(); i++) {
            Event event = page.events().get(i);
            boolean isNew = intake.isNew(i);
            event.position().ifPresent(position -> count(position, isNew, event.key()));
        }
    }

    private void count(Instant position, boolean isNew, Object name) {
        if (claimed.contains(position)) {
            received++;
            missing += isNew ? 1 : 0;
            if (isNew && names.size() < MOST_NAMED) {
                names.add(name.toString());
            }
        }
    }

    /** Some of what was missing. */
    List<String> names() {
        return List.copyOf(names);
    }

    /** All that has been counted so far. */
    SampleCounts soFar() {
        return new SampleCounts(1, missing > 0 ? 1 : 0, received + settledItems.get(), missing, 0);
    }

    /** What was missing and has not been taken by this yet; the first of it makes the sample count. */
    SampleCounts takeMissing() {
        long news = missing - told;
        long first = told == 0 && news > 0 ? 1 : 0;
        told = missing;
        return new SampleCounts(first, first, news, news, 0);
    }

    /** What has not been taken at the end. */
    SampleCounts takeRest(long absent) {
        long records = received + settledItems.get() - missing;
        return new SampleCounts(missing > 0 ? 0 : 1, 0, records, 0, absent);
    }
}
