package io.rollcall.sim.odata;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Event times outside of which a filter cannot hold; both ends inclusive.
 *
 * @param from {@code Instant.MIN} if open
 * @param until {@code Instant.MAX} if open
 */
public record TimeBounds(Instant from, Instant until) {
    /** No bounds. */
    public static final TimeBounds OPEN = new TimeBounds(Instant.MIN, Instant.MAX);

    /** Width if both ends are given. */
    public Optional<Duration> width() {
        return hasFrom() && !until.equals(Instant.MAX) ? Optional.of(Duration.between(from, until)) : Optional.empty();
    }

    boolean hasFrom() {
        return !from.equals(Instant.MIN);
    }

    static TimeBounds of(Filter filter, String timeProperty) {
        return filter.fold(new Finder(timeProperty));
    }

    private TimeBounds both(TimeBounds other) {
        return new TimeBounds(
                from.isAfter(other.from) ? from : other.from, until.isBefore(other.until) ? until : other.until);
    }

    private TimeBounds either(TimeBounds other) {
        return new TimeBounds(
                from.isBefore(other.from) ? from : other.from, until.isAfter(other.until) ? until : other.until);
    }

    private record Finder(String timeProperty) implements Filter.Branches<TimeBounds> {
        @Override
        public TimeBounds and(Filter.And filter) {
            return filter.left().fold(this).both(filter.right().fold(this));
        }

        @Override
        public TimeBounds or(Filter.Or filter) {
            return filter.left().fold(this).either(filter.right().fold(this));
        }

        @Override
        public TimeBounds any(Filter.Any filter) {
            return OPEN;
        }

        @Override
        public TimeBounds condition(Filter.Condition filter) {
            Optional<Instant> time = filter.literal().time();
            if (!filter.property().equals(timeProperty) || time.isEmpty()) {
                return OPEN;
            }
            return switch (filter.operator()) {
                case GE, GT -> new TimeBounds(time.get(), Instant.MAX);
                case LE, LT -> new TimeBounds(Instant.MIN, time.get());
                case EQ -> new TimeBounds(time.get(), time.get());
                default -> OPEN;
            };
        }
    }
}
