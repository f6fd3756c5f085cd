package io.rollcall.app.text;

import io.rollcall.engine.time.Clock;
import io.rollcall.engine.time.SystemClock;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** A line of a terminal that shows how far something has come, with what is left in seconds. Thread-safe. */
public final class MeterLine {

    /** Where Linux tells what standard error is. */
    private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");

    private static final Duration INTERVAL = Duration.ofMillis(250);
    private static final Duration TOO_EARLY_TO_TELL = Duration.ofSeconds(2);

    private final PrintStream out;
    private final Clock clock;
    private final Instant start;
    private Instant lastShown;
    private boolean hasShown;

    MeterLine(PrintStream out, Clock clock) {
        this.out = out;
        this.clock = clock;
        this.start = clock.steady();
        this.lastShown = start;
    }

    /** On standard error; empty if that is no terminal. */
    public static Optional<MeterLine> ofThisProcess() {
        return isTerminal(STANDARD_ERROR)
                ? Optional.of(new MeterLine(System.err, new SystemClock()))
                : Optional.empty();
    }

    private static boolean isTerminal(Path descriptor) {
        try {
            String device = Files.readSymbolicLink(descriptor).toString();
            return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty") || device.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException unknown) {
            return false;
        }
    }

    /**
     * Shows the present state, if the last one has been there for a moment.
     *
     * @param share of all, from 0 to 1
     */
    public synchronized void show(String what, double share) {
        Instant now = clock.steady();
        if (Duration.between(lastShown, now).compareTo(INTERVAL) < 0) {
            return;
        }
        lastShown = now;
        hasShown = true;
        Duration passed = Duration.between(start, now);
        String left = passed.compareTo(TOO_EARLY_TO_TELL) < 0 || share <= 0
                ? ""
                : String.format(
                        Locale.ROOT, ", about %d s left", Math.round(passed.toMillis() / share * (1 - share) / 1000));
        out.print(String.format(Locale.ROOT, "\r\u001b[K%s: %d %%%s", what, Math.round(100 * share), left));
        out.flush();
    }

    /** Clears the line. */
    public synchronized void done() {
        if (hasShown) {
            out.print("\r\u001b[K");
            out.flush();
        }
    }
}
