package io.rollcall.engine.plan;

import io.rollcall.engine.drift.DriftModel;
import io.rollcall.engine.event.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The choice of past windows that are read again to see whether what is said of them is true. Each instant of the time that is said to
 * be complete is as likely to be read as any other, whatever is known of it. Pure.
 *
 * @param perDay so many at most, evenly spread; zero for none
 */
public record Sampling(int perDay) {

    private static final Duration DAY = Duration.ofDays(1);

    /** What is nearer to being forgotten may be absent for good reason. */
    private static final double REMEMBERED = 0.9;

    /** Windows are slots of one of these lengths, all of which divide a day. */
    private static final List<Duration> LENGTHS = List.of(
            DAY,
            Duration.ofHours(6),
            Duration.ofHours(1),
            Duration.ofMinutes(30),
            Duration.ofMinutes(10),
            Duration.ofMinutes(2));

    /** How long after a sample, or a failed one, the next may be taken. */
    public Duration pause() {
        return DAY.dividedBy(Math.max(1, perDay));
    }

    /**
     * The window to read, if it is time to.
     *
     * @param claimedThrough before which the record is said to be complete
     * @param last when the last sample was taken
     * @param place which of that time, from 0 for its beginning to 1 for its end: a random number
     */
    public Optional<Decision> next(Situation situation, Instant claimedThrough, Optional<Instant> last, double place) {
        Instant now = situation.now();
        boolean isDue = last.filter(
                        before -> !before.isAfter(now) && before.plus(pause()).isAfter(now))
                .isEmpty();
        if (perDay == 0 || !isDue) {
            return Optional.empty();
        }
        List<Window> parts = claimed(situation, claimedThrough);
        long total = parts.stream().mapToLong(part -> part.length().toMillis()).sum();
        long left = Math.min(total - 1, (long) (place * total));
        for (Window part : parts) {
            long length = part.length().toMillis();
            if (left < length) {
                Window chosen = slot(situation, part, part.from().plusMillis(left));
                return Optional.of(Decision.look(chosen, new Motive.Sample(Duration.between(chosen.to(), now))));
            }
            left -= length;
        }
        return Optional.empty();
    }

    /** What is said to be complete and can still be read. */
    private static List<Window> claimed(Situation situation, Instant through) {
        long remembered = (long) (REMEMBERED * situation.model().retention().toMillis());
        Instant horizon = situation.now().minusMillis(remembered);
        Instant from = situation.since().isAfter(horizon) ? situation.since() : horizon;
        if (!from.isBefore(through)) {
            return List.of();
        }
        Window all = new Window(from, through);
        List<Window> without = new ArrayList<>(situation.setAside());
        without.addAll(situation.coverage().gaps(all));
        Coverage excluded = Coverage.NONE;
        for (Window each : without) {
            excluded = excluded.swept(each, situation.now());
        }
        return excluded.gaps(all);
    }

    /** The part of a slot that holds an instant and lies within what may be read. */
    private static Window slot(Situation situation, Window part, Instant instant) {
        long length = length(situation.model(), situation.maxSpan()).toMillis();
        Instant from = Instant.ofEpochMilli(Math.floorDiv(instant.toEpochMilli(), length) * length);
        return part.intersection(new Window(from, from.plusMillis(length))).orElse(part);
    }

    /** The longest slot that one page is likely to hold and one query may ask for. */
    private static Duration length(DriftModel model, Duration longest) {
        return LENGTHS.stream()
                .filter(each -> each.compareTo(longest) <= 0)
                .filter(each -> each.toMinutes() * model.eventsPerMinute() <= model.pageSize())
                .findFirst()
                .orElseGet(() -> {
                    Duration shortest = LENGTHS.get(LENGTHS.size() - 1);
                    return shortest.compareTo(longest) < 0 ? shortest : longest;
                });
    }
}
