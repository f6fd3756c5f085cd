package io.rollcall.engine.loop;

import io.rollcall.engine.event.Window;
import io.rollcall.engine.source.FaultCode;
import io.rollcall.engine.source.Recovery;
import io.rollcall.engine.source.SourceFault;
import io.rollcall.engine.time.Backoff;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The answers to a source's faults: whether the sweep under way goes on, how long to wait, and whether windows get smaller or
 * are set aside. Used by one thread at a time.
 */
final class Setbacks {

    private static final int MAX_RETRIES = 8;
    private static final Duration SHRINK_WAIT = Duration.ofSeconds(1);
    private static final Duration LONG_WAIT = Duration.ofMinutes(15);

    private final StreamRecord record;
    private final Pilot pilot;
    private final Span span;
    private final Watch watch;
    private final Backoff backoff;
    private final Backwater backwater = new Backwater();

    Setbacks(StreamRecord record, Pilot pilot, Span span, Watch watch, Backoff backoff) {
        this.record = record;
        this.pilot = pilot;
        this.span = span;
        this.watch = watch;
        this.backoff = backoff;
    }

    /** The source has answered well. */
    void over() {
        backoff.reset();
    }

    /** Tells of a fault whom it concerns. */
    void report(SourceFault fault, Instant now) {
        watch.fault(fault, now);
        if (fault.code() == FaultCode.THROTTLED) {
            pilot.throttled(now);
        }
    }

    /** Whether the sweep that met a fault may ask for the same page again. */
    boolean keepsSweep(SourceFault fault) {
        return fault.recovery() == Recovery.RETRY && backoff.failures() < MAX_RETRIES;
    }

    /** Whether the source has to be prepared anew after a fault. */
    static boolean undoesPreparation(SourceFault fault) {
        return fault.recovery() == Recovery.SUSPEND || fault.code() == FaultCode.SUBSCRIPTION_DISABLED;
    }

    /**
     * How long to wait before going on.
     *
     * @param abandoned the window of the sweep that the fault has ended
     */
    Duration answer(SourceFault fault, Optional<Window> abandoned, Instant now) {
        Duration usual = fault.code() == FaultCode.BUDGET_SPENT ? Duration.ZERO : backoff.next();
        Duration wait =
                switch (fault.recovery()) {
                    case SHRINK_WINDOW, RESTART_SWEEP -> smaller(fault, abandoned, now) ? SHRINK_WAIT : usual;
                    case RESET_POSITION -> {
                        record.change(record.state().withPosition(Optional.empty()));
                        yield SHRINK_WAIT;
                    }
                    case SUSPEND -> min(usual.multipliedBy(60), LONG_WAIT);
                    case RETRY, QUARANTINE_ITEM, DROP_ITEM -> usual;
                };
        return fault.retryAfter().orElse(wait);
    }

    /** Makes the windows smaller, or sets aside one that cannot be; true if going on at once makes sense. */
    private boolean smaller(SourceFault fault, Optional<Window> abandoned, Instant now) {
        span.shrink();
        if (abandoned.isPresent() && fault.recovery() == Recovery.SHRINK_WINDOW) {
            if (!span.isSmallest(abandoned.get().length())) {
                backoff.reset();
                return true;
            }
            if (backwater.hasRoom(record.state(), abandoned.get())) {
                record.change(
                        backwater.admit(record.state(), abandoned.get(), fault.getMessage(), record.notices(), now));
                return true;
            }
        }
        return false;
    }

    private static Duration min(Duration left, Duration right) {
        return left.compareTo(right) < 0 ? left : right;
    }
}
