package io.rollcall.engine.plan;

import io.rollcall.engine.event.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The stretches of the time axis that have been read to their end, and when each was last read. Gaps are, by construction,
 * what has never been read. Immutable.
 *
 * @param stretches disjoint and ascending
 */
public record Coverage(List<Stretch> stretches) {

    /** Nothing read yet. */
    public static final Coverage NONE = new Coverage(List.of());

    public Coverage {
        stretches = List.copyOf(stretches);
        for (int i = 1; i < stretches.size(); i++) {
            if (stretches
                    .get(i)
                    .window()
                    .from()
                    .isBefore(stretches.get(i - 1).window().to())) {
                throw new IllegalArgumentException("stretches must be disjoint and ascending: " + stretches);
            }
        }
    }

    /** This coverage after a completed sweep. */
    public Coverage swept(Window window, Instant at) {
        List<Stretch> result = new ArrayList<>();
        for (Stretch stretch : stretches) {
            before(stretch.window(), window).ifPresent(rest -> result.add(new Stretch(rest, stretch.lookedAt())));
        }
        result.add(new Stretch(window, at));
        for (Stretch stretch : stretches) {
            after(stretch.window(), window).ifPresent(rest -> result.add(new Stretch(rest, stretch.lookedAt())));
        }
        return new Coverage(result);
    }

    /**
     * This coverage with fewer stretches: whatever ended before {@code horizon} is forgotten, and neighbours beyond
     * {@code coarse} whose looks lie within {@code tolerance} become one, with the earlier look.
     */
    public Coverage compacted(Instant horizon, Instant coarse, Duration tolerance) {
        List<Stretch> result = new ArrayList<>();
        for (Stretch next : stretches) {
            if (!next.window().to().isAfter(horizon)) {
                continue;
            }
            Stretch last = result.isEmpty() ? next : result.get(result.size() - 1);
            if (!result.isEmpty() && canMerge(last, next, coarse, tolerance)) {
                result.set(result.size() - 1, merged(last, next));
            } else {
                result.add(next);
            }
        }
        return new Coverage(result);
    }

    private static boolean canMerge(Stretch last, Stretch next, Instant coarse, Duration tolerance) {
        Duration apart = Duration.between(last.lookedAt(), next.lookedAt()).abs();
        return last.window().to().equals(next.window().from())
                && (apart.isZero() || (next.window().to().isBefore(coarse) && apart.compareTo(tolerance) <= 0));
    }

    private static Stretch merged(Stretch last, Stretch next) {
        Instant earlier = last.lookedAt().isBefore(next.lookedAt()) ? last.lookedAt() : next.lookedAt();
        return new Stretch(new Window(last.window().from(), next.window().to()), earlier);
    }

    /** The parts of a window never read, ascending. */
    public List<Window> gaps(Window window) {
        List<Window> gaps = new ArrayList<>();
        Instant from = window.from();
        for (Stretch stretch : stretches) {
            Optional<Window> shared = stretch.window().intersection(window);
            if (shared.isPresent()) {
                if (from.isBefore(shared.get().from())) {
                    gaps.add(new Window(from, shared.get().from()));
                }
                from = shared.get().to();
            }
        }
        if (from.isBefore(window.to())) {
            gaps.add(new Window(from, window.to()));
        }
        return gaps;
    }

    /** The oldest look at any part of a window; empty if some part was never read. */
    public Optional<Instant> oldestLook(Window window) {
        if (!gaps(window).isEmpty()) {
            return Optional.empty();
        }
        return stretches.stream()
                .filter(stretch -> stretch.window().intersection(window).isPresent())
                .map(Stretch::lookedAt)
                .min(Instant::compareTo);
    }

    /** When the newest look at anything was; empty if nothing was read. */
    public Optional<Instant> newestLook() {
        return stretches.stream().map(Stretch::lookedAt).max(Instant::compareTo);
    }

    /**
     * This coverage without what was read later than {@code latest}: looks in the future come from a clock that was wrong, and
     * when they really were is not known.
     */
    public Coverage until(Instant latest) {
        return newestLook().filter(look -> look.isAfter(latest)).isEmpty()
                ? this
                : new Coverage(stretches.stream()
                        .filter(stretch -> !stretch.lookedAt().isAfter(latest))
                        .toList());
    }

    /** When an instant was last read; empty if never. */
    public Optional<Instant> lookedAt(Instant time) {
        return stretches.stream()
                .filter(stretch -> stretch.window().contains(time))
                .map(Stretch::lookedAt)
                .findFirst();
    }

    /** The end of what has been read without a gap from {@code start} on; {@code start} itself if nothing was. */
    public Instant contiguousUntil(Instant start) {
        Instant until = start;
        for (Stretch stretch : stretches) {
            if (stretch.window().from().isAfter(until)) {
                break;
            }
            until = stretch.window().to().isAfter(until) ? stretch.window().to() : until;
        }
        return until;
    }

    private static Optional<Window> before(Window stretch, Window cut) {
        Instant to = stretch.to().isBefore(cut.from()) ? stretch.to() : cut.from();
        return stretch.from().isBefore(to) ? Optional.of(new Window(stretch.from(), to)) : Optional.empty();
    }

    private static Optional<Window> after(Window stretch, Window cut) {
        Instant from = stretch.from().isAfter(cut.to()) ? stretch.from() : cut.to();
        return from.isBefore(stretch.to()) ? Optional.of(new Window(from, stretch.to())) : Optional.empty();
    }
}
