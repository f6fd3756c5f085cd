package io.rollcall.engine.plan;

import io.rollcall.engine.event.Window;
import io.rollcall.engine.plan.Plan.Look;
import io.rollcall.engine.plan.Plan.Reason;
import io.rollcall.engine.plan.Plan.Rest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A schedule of overlapping windows, as the paper's script has it, with tiers: each tier reads the last {@code lookBack} every
 * {@code every}. A later tier reads only what is older than the tier before it covers.
 *
 * <p>Which tier is due follows from the coverage alone, so a restart needs no other state. Gaps are read after the first tier
 * and before the others: the newest first, unless the oldest is about to be forgotten by the API.
 *
 * @param tiers at least one, with rising look-back
 */
public record FixedSchedule(List<Tier> tiers) {

    /** The share of the retention after which an unread stretch goes first. */
    private static final double LAST_CALL = 0.93;

    /** One overlap: read the last {@code lookBack} every {@code every}. */
    public record Tier(Duration lookBack, Duration every) {}

    public FixedSchedule {
        tiers = List.copyOf(tiers);
        if (tiers.isEmpty()) {
            throw new IllegalArgumentException("a schedule has at least one tier");
        }
        for (int i = 1; i < tiers.size(); i++) {
            if (tiers.get(i).lookBack().compareTo(tiers.get(i - 1).lookBack()) <= 0) {
                throw new IllegalArgumentException("each tier must look further back than the one before: " + tiers);
            }
        }
    }

    /** The last 60 minutes every 2 minutes, two days every day, everything the API remembers every week. */
    public static FixedSchedule standard(Duration retention) {
        Duration days = Duration.ofDays(2);
        Tier first = new Tier(Duration.ofMinutes(60), Duration.ofMinutes(2));
        Tier second = new Tier(days, Duration.ofDays(1));
        return retention.compareTo(days) <= 0
                ? new FixedSchedule(List.of(first, new Tier(retention, Duration.ofDays(1))))
                : new FixedSchedule(List.of(first, second, new Tier(retention, Duration.ofDays(7))));
    }

    /**
     * The next window to read, or how long to rest.
     *
     * @param coverage what has been read
     * @param since where the stream begins: nothing older is read
     * @param now the API's present
     * @param retention how far back the API remembers
     * @param maxSpan the longest window one sweep may read
     */
    public Plan next(Coverage coverage, Instant since, Instant now, Duration retention, Duration maxSpan) {
        Instant oldest = since.isAfter(now.minus(retention)) ? since : now.minus(retention);
        if (!oldest.isBefore(now)) {
            return new Rest(oldest.plusMillis(1));
        }
        Window reach = new Window(oldest, now);
        List<Window> gaps = coverage.gaps(reach);
        Optional<Window> dying =
                gaps.stream().filter(gap -> isLastCall(gap, now, retention)).findFirst();
        if (dying.isPresent()) {
            return new Look(dying.get().first(maxSpan), Reason.GAP);
        }
        return due(0, coverage, reach)
                .<Plan>map(window -> new Look(window.last(maxSpan), Reason.FRESH))
                .or(() -> lastGap(gaps, now, maxSpan))
                .or(() -> reread(coverage, reach, maxSpan))
                .orElseGet(() -> new Rest(nextDue(coverage, reach)));
    }

    private static boolean isLastCall(Window gap, Instant now, Duration retention) {
        Duration age = Duration.between(gap.from(), now);
        return age.toMillis() > LAST_CALL * retention.toMillis();
    }

    private Optional<Plan> lastGap(List<Window> gaps, Instant now, Duration maxSpan) {
        return gaps.stream()
                .filter(gap -> gap.to().isBefore(now))
                .reduce((earlier, later) -> later)
                .map(gap -> new Look(gap.last(maxSpan), Reason.GAP));
    }

    private Optional<Plan> reread(Coverage coverage, Window reach, Duration maxSpan) {
        for (int tier = 1; tier < tiers.size(); tier++) {
            Optional<Window> window = due(tier, coverage, reach);
            if (window.isPresent()) {
                return Optional.of(new Look(window.get().first(maxSpan), Reason.REREAD));
            }
        }
        return Optional.empty();
    }

    /** The part of a tier's band that must be read now. */
    private Optional<Window> due(int tier, Coverage coverage, Window reach) {
        Optional<Window> band = band(tier, reach);
        if (band.isEmpty()) {
            return Optional.empty();
        }
        Instant stale = reach.to().minus(tiers.get(tier).every());
        if (tier == 0 && !newestEnd(coverage, band.get()).isAfter(stale)) {
            return band;
        }
        List<Window> parts = coverage.stretches().stream()
                .filter(stretch -> !stretch.lookedAt().isAfter(stale))
                .flatMap(stretch -> stretch.window().intersection(band.get()).stream())
                .toList();
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        Instant end = tier == 0 ? parts.get(parts.size() - 1).to() : band.get().to();
        return Optional.of(new Window(parts.get(0).from(), end));
    }

    /** How far the newest window has been read; the band's own beginning if nothing in it was. */
    private static Instant newestEnd(Coverage coverage, Window band) {
        return coverage.stretches().stream()
                .flatMap(stretch -> stretch.window().intersection(band).stream())
                .map(Window::to)
                .max(Instant::compareTo)
                .orElse(band.from());
    }

    /** What a tier reads and the one before it does not; empty if the reach ends before. */
    private Optional<Window> band(int tier, Window reach) {
        Instant from = reach.to().minus(tiers.get(tier).lookBack());
        Instant to =
                tier == 0 ? reach.to() : reach.to().minus(tiers.get(tier - 1).lookBack());
        return from.isBefore(to) ? new Window(from, to).intersection(reach) : Optional.empty();
    }

    /** When the first of all that has been read is to be read again; called when nothing is due now. */
    private Instant nextDue(Coverage coverage, Window reach) {
        Instant next = newestEnd(coverage, reach).plus(tiers.get(0).every());
        for (int tier = 0; tier < tiers.size(); tier++) {
            Optional<Window> band = band(tier, reach);
            Duration every = tiers.get(tier).every();
            for (Stretch stretch : coverage.stretches()) {
                Instant due = stretch.lookedAt().plus(every);
                if (band.isPresent()
                        && due.isBefore(next)
                        && stretch.window().intersection(band.get()).isPresent()) {
                    next = due;
                }
            }
        }
        return next;
    }

    /** This schedule with a first tier that looks back further; tiers that then add nothing are left out. */
    public FixedSchedule widened(Duration extra) {
        if (extra.isZero()) {
            return this;
        }
        Tier first = new Tier(tiers.get(0).lookBack().plus(extra), tiers.get(0).every());
        List<Tier> wider = new ArrayList<>(List.of(first));
        tiers.stream()
                .filter(tier -> tier.lookBack().compareTo(first.lookBack()) > 0)
                .forEach(wider::add);
        return new FixedSchedule(wider);
    }
}
