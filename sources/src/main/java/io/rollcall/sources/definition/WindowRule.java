package io.rollcall.sources.definition;

import io.rollcall.engine.event.Window;
import io.rollcall.options.Section;
import io.rollcall.options.Types;
import io.rollcall.sources.time.TimeFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How an API wants to be told which stretch of time is asked for.
 *
 * @param format of {@code {window.from}} and {@code {window.to}}
 * @param lower whether a record exactly at the lower bound is returned
 * @param upper whether a record exactly at the upper bound is returned
 * @param precision what windows are cut to
 * @param maxSpan the longest window one query may ask for
 * @param maxAge how far back a query may begin, if it is refused beyond; a bound further back is moved up to it
 * @param lookAhead how far beyond the present a window may end
 */
public record WindowRule(
        TimeFormat format,
        Bound lower,
        Bound upper,
        Duration precision,
        Duration maxSpan,
        Optional<Duration> maxAge,
        Duration lookAhead) {

    /** The API's clock is known from whole seconds in the headers of its answers. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(5);

    /** What an API does with a record exactly at a bound. */
    public enum Bound {
        /** Returns it. */
        INCLUSIVE,
        /** Leaves it out. */
        EXCLUSIVE,
        /** Is not told this bound. */
        OMITTED,
        /** Must not be told this bound: it would change what the API does. */
        FORBIDDEN;

        /** Whether the API is told this bound. */
        public boolean isTold() {
            return this == INCLUSIVE || this == EXCLUSIVE;
        }
    }

    /** From this unit on an inclusive upper bound includes the whole unit: a day, not its first instant. */
    private static final Duration COARSE = Duration.ofMinutes(1);

    static WindowRule read(Section section) {
        TimeFormat format = section.required(
                "format", TimeFormat.TYPE, "How {window.from} and {window.to} are written.", TimeFormat.ISO);
        WindowRule rule = new WindowRule(
                format,
                section.optional(
                        "lower",
                        Types.oneOf(Bound.class),
                        Bound.INCLUSIVE,
                        "Whether the API returns a record exactly at {window.from}; if not (exclusive), the bound is moved one"
                                + " unit down. omitted: the API is not told; forbidden: it must not be told."),
                section.optional(
                        "upper",
                        Types.oneOf(Bound.class),
                        Bound.EXCLUSIVE,
                        "Whether the API returns a record exactly at {window.to}. omitted: the API is not told and returns"
                                + " everything up to now; forbidden: it must not be told."),
                section.optional(
                        "precision",
                        Types.DURATION,
                        atLeastMillis(format.unit()),
                        "What windows are cut to; the unit of the format unless said otherwise."),
                section.required(
                        "max_span", Types.DURATION, "The longest window one query may ask for.", Duration.ofDays(1)),
                section.maybe(
                        "max_age",
                        Types.DURATION,
                        "How far back a query may begin where the API refuses more; an older bound is moved up to it.",
                        Duration.ofDays(7)),
                section.optional(
                        "look_ahead",
                        Types.DURATION,
                        Duration.ZERO,
                        "How far beyond the present a window may end, for events stamped by a clock that runs ahead."));
        rule.check(section);
        return rule;
    }

    private void check(Section section) {
        if (precision.isZero() || maxSpan.compareTo(precision) < 0) {
            section.problem("max_span", "must be at least the precision, and the precision more than zero");
        }
    }

    private static Duration atLeastMillis(Duration unit) {
        return unit.compareTo(Duration.ofMillis(1)) < 0 ? Duration.ofMillis(1) : unit;
    }

    /**
     * The lower bound as the API must be told it so that nothing in the window is missed: never later than the window's, except
     * that it is not earlier than {@code maxAge} allows.
     *
     * @param now on the API's clock
     */
    public String from(Window window, Instant now) {
        Instant from = format.floor(window.from());
        Instant bound = lower == Bound.EXCLUSIVE ? from.minus(format.unit()) : from;
        Instant earliest = earliest(now).orElse(bound);
        return format.write(bound.isBefore(earliest) ? earliest : bound);
    }

    /** Whether a query for a window can be made at all, or the API would refuse it as too long ago. */
    public boolean isWithinReach(Window window, Instant now) {
        return earliest(now)
                .map(earliest -> format.ceiling(window.to()).isAfter(earliest))
                .orElse(true);
    }

    /** How far back it makes sense to plan queries, if the API refuses more: a little less, since a query takes its time. */
    public Optional<Duration> reach() {
        return maxAge.map(age -> age.minus(age.dividedBy(1000)));
    }

    private Optional<Instant> earliest(Instant now) {
        return maxAge.map(age -> format.ceiling(now.minus(age).plus(CLOCK_TOLERANCE)));
    }

    /**
     * The upper bound as the API must be told it so that nothing in the window is missed: never earlier than the window's. An
     * inclusive day or hour is the one the window's last instant is in.
     */
    public String to(Window window) {
        boolean isWholeUnit = upper == Bound.INCLUSIVE && format.unit().compareTo(COARSE) >= 0;
        return format.write(isWholeUnit ? format.floor(window.to().minusNanos(1)) : format.ceiling(window.to()));
    }

    /** The same bounds in another format. */
    public WindowRule in(TimeFormat other) {
        return new WindowRule(other, lower, upper, precision, maxSpan, maxAge, lookAhead);
    }
}
