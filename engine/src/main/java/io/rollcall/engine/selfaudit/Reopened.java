package io.rollcall.engine.selfaudit;

import io.rollcall.engine.event.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A window that had been said to be complete and was not, until a later look finds nothing more in it.
 *
 * @param window the window
 * @param lastFind when something was last found in it, on the API's clock
 * @param isRefuted whether more was missing than may be missing of what is said to be complete
 */
public record Reopened(Window window, Instant lastFind, boolean isRefuted) {

    /** A look this long after the last find says whether there is more. */
    public static final Duration PAUSE = Duration.ofHours(1);

    /** Whether a look at a time says whether there is more; one before the last find does if the clock was ahead then. */
    boolean isDue(Instant at) {
        return lastFind.isAfter(at) || !lastFind.plus(PAUSE).isAfter(at);
    }

    /** What is left of this in a part of its window. */
    Optional<Reopened> in(Instant from, Instant to) {
        Instant start = from.isAfter(window.from()) ? from : window.from();
        Instant end = to.isBefore(window.to()) ? to : window.to();
        return start.isBefore(end)
                ? Optional.of(new Reopened(new Window(start, end), lastFind, isRefuted))
                : Optional.empty();
    }
}
