package io.rollcall.engine.loop;

import io.rollcall.engine.drift.Lateness;
import io.rollcall.engine.event.Window;
import io.rollcall.engine.ledger.StreamState;
import io.rollcall.engine.notice.NoticeBoard;
import io.rollcall.engine.notice.NoticeCode;
import io.rollcall.engine.plan.Plan.Reason;
import io.rollcall.engine.source.FaultCode;
import io.rollcall.engine.source.SourceFault;
import io.rollcall.engine.time.Spans;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The conditions of a stream that are worth a notice, and when they are over. Used by one thread at a time. */
final class Watch {

    /** How long a condition must not have shown itself to be over. */
    private static final Duration CALM = Duration.ofMinutes(15);

    private final NoticeBoard notices;
    private final LoopSettings settings;

    Watch(NoticeBoard notices, LoopSettings settings) {
        this.notices = notices;
        this.settings = settings;
    }

    /** A fault of the source. */
    void fault(SourceFault fault, Instant now) {
        if (fault.code() != FaultCode.BUDGET_SPENT) {
            String words = fault.vendorWords().isEmpty() ? "" : " — the API says: " + fault.vendorWords();
            notices.raise(NoticeCode.of(fault.code()), fault.getMessage() + words, now);
        }
    }

    /** The drift of a page's new events. */
    void drift(List<Lateness.Bounds> lateness, Instant now) {
        lateness.stream()
                .map(Lateness.Bounds::atLeast)
                .max(Duration::compareTo)
                .filter(late -> late.compareTo(settings.driftLimit()) > 0)
                .ifPresent(late -> notices.raise(
                        NoticeCode.DRIFT_EXCEEDED,
                        "Events became visible more than " + Spans.words(late) + " after they happened; the limit is "
                                + Spans.words(settings.driftLimit()) + ".",
                        now));
    }

    /** A sweep that has come to its end. */
    void finished(ActiveSweep sweep, Duration took, Duration lookBack, Duration skew, Instant now) {
        if (sweep.events() > 0) {
            notices.clear(NoticeCode.EMPTY_RESULT, now);
        } else if (sweep.reason() == Reason.FRESH && settings.adaptive().isEmpty()) {
            notices.raise(
                    NoticeCode.EMPTY_RESULT,
                    "The last " + Spans.words(lookBack)
                            + " hold no event at all: the source is quiet, stalled, or later than this window.",
                    now);
        }
        Duration every = settings.longestPause();
        if (sweep.reason() == Reason.FRESH && took.compareTo(every) > 0) {
            notices.raise(
                    NoticeCode.SLOW_RUN,
                    "Reading the newest window took " + Spans.words(took) + ", its interval is " + Spans.words(every)
                            + ".",
                    now);
        }
        if (skew.abs().compareTo(settings.clockSkewLimit()) > 0) {
            notices.raise(
                    NoticeCode.CLOCK_SKEW,
                    "The API's clock and ours differ by " + Spans.words(skew) + "; check this machine's time.",
                    now);
        }
        calm(now);
    }

    /** Events that reading by time has found, and the API's position had led past. */
    void skipped(long events, Instant now) {
        if (events > 0) {
            notices.raise(
                    NoticeCode.POSITION_SKIPPED,
                    "Reading by time has found events that the API's position had led past, " + events
                            + " on one page. They are delivered.",
                    now);
        }
    }

    /** Whether the source is stalled, and why that is thought. */
    void stall(Optional<String> reason, Instant now) {
        reason.ifPresentOrElse(
                message -> notices.raise(NoticeCode.SOURCE_STALLED, message, now),
                () -> notices.clear(NoticeCode.SOURCE_STALLED, now));
    }

    private void calm(Instant now) {
        for (FaultCode code : FaultCode.values()) {
            if (code != FaultCode.BUDGET_SPENT) {
                notices.clearIfCalm(NoticeCode.of(code), CALM, now);
            }
        }
        for (NoticeCode code : List.of(
                NoticeCode.SLOW_RUN,
                NoticeCode.CLOCK_SKEW,
                NoticeCode.FILTER_IGNORED,
                NoticeCode.DRIFT_EXCEEDED,
                NoticeCode.POSITION_SKIPPED,
                NoticeCode.INTERNAL_FAILURE)) {
            notices.clearIfCalm(code, CALM, now);
        }
    }

    /** How near the API is to forgetting what has not been read. */
    void retention(StreamState state, Duration retention, Instant now) {
        Instant horizon = now.minus(retention);
        Instant oldest = state.since().isAfter(horizon) ? state.since() : horizon;
        boolean isNear = oldest.isBefore(now)
                && retention.compareTo(settings.initialLookback()) > 0
                && state.coverage().gaps(new Window(oldest, now)).stream()
                        .map(gap -> Duration.between(gap.from(), now))
                        .anyMatch(age -> age.multipliedBy(5).compareTo(retention.multipliedBy(4)) > 0);
        if (isNear) {
            notices.raise(
                    NoticeCode.RETENTION_NEAR,
                    "Events not read yet are older than four fifths of the " + Spans.words(retention)
                            + " the API remembers; it may forget them before they are read.",
                    now);
        } else {
            notices.clear(NoticeCode.RETENTION_NEAR, now);
        }
    }
}
