package io.rollcall.engine.loop;

import io.rollcall.engine.event.Event;
import io.rollcall.engine.event.Window;
import io.rollcall.engine.plan.Plan;
import io.rollcall.engine.source.Page;
import io.rollcall.engine.source.SourceFault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A sweep under way, and what is known of it so far. */
final class ActiveSweep implements AutoCloseable {

    private final ReadAhead ahead;
    private final Optional<Window> window;
    private final Plan.Reason reason;
    private final Instant startedAt;
    private final Instant begun;
    private @Nullable Instant lookedAt;
    private long events;
    private int pages;
    private final Attendance attendance;

    /**
     * @param window what it reads; empty for a sweep over single items
     * @param startedAt on the API's clock
     * @param begun the same on the steady clock
     */
    ActiveSweep(ReadAhead ahead, Optional<Window> window, Plan.Reason reason, Instant startedAt, Instant begun) {
        this.ahead = ahead;
        this.window = window;
        this.attendance = new Attendance(window);
        this.reason = reason;
        this.startedAt = startedAt;
        this.begun = begun;
    }

    Optional<Window> window() {
        return window;
    }

    Plan.Reason reason() {
        return reason;
    }

    /** How long it has taken, whoever set the clocks meanwhile. */
    Duration took(Instant steadyNow) {
        return Duration.between(begun, steadyNow);
    }

    /** When its first request was sent, on the API's clock as its answer showed it. */
    Instant lookedAt() {
        return lookedAt == null ? startedAt : lookedAt;
    }

    /** Whether its window reaches up to when it was read. */
    boolean readsThePresent() {
        return reason == Plan.Reason.FRESH
                && window.filter(asked -> !asked.to().isBefore(lookedAt())).isPresent();
    }

    /** Records received so far, known ones included. */
    long events() {
        return events;
    }

    /** Pages received so far. */
    int pages() {
        return pages;
    }

    Attendance attendance() {
        return attendance;
    }

    /** The pages that have come since the last call, waiting for one if there is none; empty at the end. */
    List<Page> next() throws SourceFault, InterruptedException {
        List<Page> next = ahead.next();
        for (Page page : next) {
            lookedAt = lookedAt == null ? page.requestedAt() : lookedAt;
            events += page.events().size();
            pages++;
            attendance.add(page);
        }
        return next;
    }

    /**
     * What to say if most of a page lies outside the window that was asked for.
     *
     * @param tolerance how far beyond the bounds the API may answer, because its filter is inclusive or coarse
     */
    Optional<String> checkInside(Page page, Duration tolerance) {
        if (window.isEmpty()) {
            return Optional.empty();
        }
        Window asked = window.get();
        Window allowed = new Window(
                asked.from().minus(tolerance), asked.to().plus(tolerance).plusNanos(1));
        List<Instant> positions = page.events().stream()
                .map(Event::position)
                .flatMap(Optional::stream)
                .toList();
        long outside = positions.stream()
                .filter(position -> !allowed.contains(position))
                .count();
        return 2 * outside > positions.size()
                ? Optional.of(outside + " of " + positions.size() + " records lie outside the window asked for, "
                        + asked + ": the API seems to ignore the filter. They are delivered all the same.")
                : Optional.empty();
    }

    @Override
    public void close() {
        ahead.close();
    }
}
