package io.rollcall.engine.loop;

import io.rollcall.engine.event.Window;
import java.time.Duration;
import java.time.Instant;

/** Windows cut to the granularity an API's filter has. */
final class Alignment {

    private Alignment() {}

    /**
     * The smallest window with bounds at multiples of {@code precision} that holds the given one; cut at its end if it would be
     * longer than {@code maxSpan}.
     */
    static Window aligned(Window window, Duration precision, Duration maxSpan) {
        Instant from = floor(window.from(), precision);
        Instant to = floor(window.to(), precision);
        Instant end = to.equals(window.to()) ? to : to.plus(precision);
        Instant latest = floor(from.plus(maxSpan), precision);
        return new Window(from, end.isAfter(latest) ? latest : end);
    }

    private static Instant floor(Instant instant, Duration precision) {
        long seconds = precision.toSeconds();
        if (seconds > 0 && precision.toNanosPart() == 0) {
            return Instant.ofEpochSecond(Math.floorDiv(instant.getEpochSecond(), seconds) * seconds);
        }
        long nanos = precision.toNanosPart();
        return instant.minusNanos(instant.getNano() % nanos);
    }
}
