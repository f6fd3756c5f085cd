package io.rollcall.bench.drift;

import io.rollcall.engine.drift.DriftModel;
import java.util.Arrays;
import java.util.Optional;

/**
 * Compares, every ten minutes, up to where a record is said to be complete with what is missing from the day before that. Used by one
 * thread.
 */
final class Claims {

    private static final long EVERY = 10 * Span.MINUTE;

    private double[] missing = new double[1024];
    private int count;
    private double lag;
    private long next;
    private Optional<DriftModel> last = Optional.empty();

    /** Compares if it is time to, while the events of the span happen. */
    void compare(long now, DriftModel model, Deliveries deliveries, Span span) {
        if (now < Math.max(next, span.from()) || now >= span.to()) {
            return;
        }
        next = now + EVERY;
        last = Optional.of(model);
        long through = Axis.of(model.completeThrough());
        if (count == missing.length) {
            missing = Arrays.copyOf(missing, count * 2);
        }
        missing[count++] = deliveries.missing(through - Span.DAY, through);
        lag += Span.minutes(now - through) * 60;
    }

    /** How far behind the present the claim was on average, in seconds. */
    double lagSeconds() {
        return count == 0 ? 0 : lag / count;
    }

    /** The share of events that were missing on average. */
    double missing() {
        return Arrays.stream(missing, 0, count).average().orElse(0);
    }

    /** How often more was missing than is said, as a share of the comparisons. */
    double wrong() {
        return count == 0
                ? 0
                : (double) Arrays.stream(missing, 0, count)
                                .filter(share -> share > DriftModel.MISSING_SHARE)
                                .count()
                        / count;
    }

    /** The model as it was last. */
    Optional<DriftModel> model() {
        return last;
    }
}
