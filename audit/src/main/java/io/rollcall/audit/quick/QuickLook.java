package io.rollcall.audit.quick;

import io.rollcall.engine.event.Window;
import io.rollcall.engine.memory.Bucket;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Two sides compared hour by hour without reading their events.
 *
 * @param period whole hours
 */
public record QuickLook(Window period, Totals truth, Totals copy) {

    /** What it proves of an hour that both sides say the same of. */
    public enum Proof {
        /** Both hold the same events: the sums of their keys are equal. */
        DIGESTS,
        /** Both hold equally many, which a loss and a duplicate make look the same. */
        COUNTS
    }

    public QuickLook {
        if (!isWhole(period.from()) || !isWhole(period.to())) {
            throw new IllegalArgumentException(
                    "sides are summed up by the hour, so the period must begin and end with one: " + period);
        }
    }

    private static boolean isWhole(Instant time) {
        return Bucket.of(time).window().from().equals(time);
    }

    public Proof proof() {
        return truth.hasKeys() && copy.hasKeys() ? Proof.DIGESTS : Proof.COUNTS;
    }

    /** Hours of the period. */
    public long hours() {
        return period.length().toHours();
    }

    /** The hours of which the sides do not say the same and in which something may be missing, in their order. */
    public List<Instant> differing() {
        return matching(hour -> !isSame(hour) && truth.of(hour).count() > 0);
    }

    /** The hours of which the copy holds something and the truth nothing: nothing can be missing in them. */
    public List<Instant> ofCopyOnly() {
        return matching(hour -> !isSame(hour) && truth.of(hour).count() == 0);
    }

    /** The hours of which neither side holds anything, perhaps no longer. */
    public List<Instant> ofNeither() {
        return matching(hour -> truth.of(hour).count() == 0 && copy.of(hour).count() == 0);
    }

    private boolean isSame(Instant hour) {
        return proof() == Proof.DIGESTS
                ? truth.of(hour).equals(copy.of(hour))
                : truth.of(hour).count() == copy.of(hour).count();
    }

    private List<Instant> matching(Predicate<Instant> condition) {
        return Stream.iterate(period.from(), period.to()::isAfter, hour -> hour.plus(Bucket.LENGTH))
                .filter(condition)
                .toList();
    }

    /** The shortest stretch that holds all hours that differ; empty if none does. */
    public Optional<Window> toRead() {
        List<Instant> differing = differing();
        return differing.isEmpty()
                ? Optional.empty()
                : Optional.of(new Window(
                        differing.get(0), differing.get(differing.size() - 1).plus(Bucket.LENGTH)));
    }
}
