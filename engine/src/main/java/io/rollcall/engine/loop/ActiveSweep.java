package io.rollcall.engine.loop;

import io.rollcall.engine.event.Event;
import io.rollcall.engine.event.Window;
import io.rollcall.engine.plan.Plan;
import io.rollcall.engine.source.Item;
import io.rollcall.engine.source.Page;
import io.rollcall.engine.source.SourceFault;
import io.rollcall.engine.source.SourceTraits;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A sweep under way, and what is known of it so far. */
final class ActiveSweep implements AutoCloseable {

    private final ReadAhead ahead;
    private final Sweeps.Scope scope;
    private final Plan.Reason reason;
    private final Instant startedAt;
    private final Instant begun;
    private @Nullable Instant lookedAt;
    private long events;
    private int pages;
    private final Attendance attendance;
    private @Nullable Window finds;

    /**
     * @param scope what it reads
     * @param startedAt on the API's clock
     * @param begun the same on the steady clock
     */
    ActiveSweep(ReadAhead ahead, Sweeps.Scope scope, Plan.Reason reason, Instant startedAt, Instant begun) {
        this.ahead = ahead;
        this.scope = scope;
        this.attendance = new Attendance(scope.window());
        this.reason = reason;
        this.startedAt = startedAt;
        this.begun = begun;
    }

    /** The window it reads; empty for a sweep over single items, or one that follows the stream. */
    Optional<Window> window() {
        return scope.window();
    }

    /** The stretch that following the stream has read. */
    Optional<Window> followed() {
        return scope.followed();
    }

    /** Before which nothing new should be found, if that is being checked. */
    Optional<Instant> passed() {
        return scope.passed();
    }

    /** The claim it puts to the test, if it does. */
    Optional<Sample> sample() {
        return scope.sample();
    }

    /** The shortest window that holds all events it has found that had never been seen; empty if it has found none. */
    Optional<Window> finds() {
        return Optional.ofNullable(finds);
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
                && window().filter(asked -> !asked.to().isBefore(lookedAt())).isPresent();
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

    /** Takes note of what is new on the page that an intake has just taken. */
    void received(Page page, Intake intake) {
        page.item().map(Item::listedAt).ifPresent(this::found);
        for (int i = 0; i < page.events().size() && page.item().isEmpty(); i++) {
            if (intake.isNew(i)) {
                page.events().get(i).position().ifPresent(this::found);
            }
        }
        scope.sample().ifPresent(sample -> sample.add(page, intake));
    }

    private void found(Instant position) {
        Window known = finds;
        finds = known == null
                ? new Window(position, position.plusNanos(1))
                : new Window(
                        position.isBefore(known.from()) ? position : known.from(),
                        position.isBefore(known.to()) ? known.to() : position.plusNanos(1));
    }

    /**
     * What to say if most of a page lies outside the window that was asked for.
     *
     * @param traits how far beyond the bounds the API may answer, because its filter is inclusive or coarse, or because it is
     *     not told a bound
     */
    Optional<String> checkInside(Page page, SourceTraits traits) {
        if (window().isEmpty()) {
            return Optional.empty();
        }
        Window asked = window().get();
        Instant from = traits.isToldLower() ? asked.from().minus(traits.precision()) : Instant.MIN;
        Instant to = traits.isToldUpper() ? asked.to().plus(traits.precision()).plusNanos(1) : Instant.MAX;
        List<Instant> positions = page.events().stream()
                .map(Event::position)
                .flatMap(Optional::stream)
                .toList();
        long outside = positions.stream()
                .filter(position -> position.isBefore(from) || !position.isBefore(to))
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
