package io.rollcall.engine.ledger;

import io.rollcall.engine.drift.Lateness;
import io.rollcall.engine.event.Window;
import io.rollcall.engine.plan.Coverage;
import io.rollcall.engine.selfaudit.SelfAudit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * All that is known of a stream but its keys. Immutable.
 *
 * @param since where the stream begins; nothing older is read
 * @param coverage what has been read, and when
 * @param counters totals
 * @param quarantine items waiting to be tried again
 * @param unreadable windows waiting to be tried again
 * @param notices open notices
 * @param lateness measured drift
 * @param drift what was learned from it
 * @param position where the API's own stream goes on behind all that has been accepted; empty if it is read by windows
 * @param backfill from where on older time than {@code since} is wanted too, when nothing else is due; empty if none is
 * @param selfAudit what was found by reading past windows again by chance
 */
public record StreamState(
        Instant since,
        Coverage coverage,
        Counters counters,
        List<Quarantined> quarantine,
        List<Unreadable> unreadable,
        List<OpenNotice> notices,
        Lateness lateness,
        DriftMemory drift,
        Optional<String> position,
        Optional<Instant> backfill,
        SelfAudit selfAudit) {

    /** Coverage is dropped up to where the API has forgotten, as of the end of a look, which is later by no more than this part. */
    private static final int EDGE = 100;

    public StreamState {
        quarantine = List.copyOf(quarantine);
        unreadable = List.copyOf(unreadable);
        notices = List.copyOf(notices);
    }

    public static StreamState beginningAt(Instant since) {
        return new StreamState(
                since,
                Coverage.NONE,
                Counters.ZERO,
                List.of(),
                List.of(),
                List.of(),
                Lateness.NONE,
                DriftMemory.NONE,
                Optional.empty(),
                Optional.empty(),
                SelfAudit.NONE);
    }

    /**
     * Up to here everything was read at least once: from the beginning, or, if the API has forgotten that, from where its memory
     * starts.
     *
     * @param retention how long the API remembers
     */
    public Instant readUntil(Duration retention) {
        Instant horizon = coverage.newestLook().orElse(since).minus(retention);
        if (since.isAfter(horizon) || coverage.stretches().isEmpty()) {
            return coverage.contiguousUntil(since);
        }
        Instant first = coverage.stretches().get(0).window().from();
        boolean isEdge = first.isAfter(horizon) && first.isBefore(horizon.plus(retention.dividedBy(EDGE)));
        return coverage.contiguousUntil(isEdge ? first : horizon);
    }

    /** When the API begins to forget what has not been read, if nothing is read until then. */
    public Instant forgetsUnreadAt(Duration retention) {
        return readUntil(retention).plus(retention);
    }

    /** This state with another beginning: the first answer has shown what time it is at the API. */
    public StreamState beginningAgainAt(Instant newSince) {
        return with(draft -> draft.since = newSince);
    }

    public StreamState withCoverage(Coverage newCoverage) {
        return with(draft -> draft.coverage = newCoverage);
    }

    public StreamState counting(Counters more) {
        return with(draft -> draft.counters = counters.plus(more));
    }

    public StreamState withQuarantine(List<Quarantined> newQuarantine) {
        return with(draft -> draft.quarantine = newQuarantine);
    }

    public StreamState withUnreadable(List<Unreadable> newUnreadable) {
        return with(draft -> draft.unreadable = newUnreadable);
    }

    public StreamState withNotices(List<OpenNotice> newNotices) {
        return with(draft -> draft.notices = newNotices);
    }

    public StreamState withLateness(Lateness newLateness) {
        return with(draft -> draft.lateness = newLateness);
    }

    public StreamState withDrift(DriftMemory newDrift) {
        return with(draft -> draft.drift = newDrift);
    }

    public StreamState withPosition(Optional<String> newPosition) {
        return with(draft -> draft.position = newPosition);
    }

    public StreamState withSelfAudit(SelfAudit newSelfAudit) {
        return with(draft -> draft.selfAudit = newSelfAudit);
    }

    /** This state, with older time wanted too; as it is if that has been read or is wanted anyway. */
    public StreamState wanting(Instant from) {
        return from.isBefore(backfill.orElse(since)) ? withBackfill(Optional.of(from)) : this;
    }

    public StreamState withBackfill(Optional<Instant> newBackfill) {
        return with(draft -> draft.backfill = newBackfill);
    }

    /**
     * This state, whose beginning is that of the backfill once all of it has been read, but for what the API has forgotten.
     *
     * @param horizon nothing before this is remembered by the API
     */
    public StreamState backfilled(Instant horizon) {
        if (backfill.isEmpty()) {
            return this;
        }
        Instant from = backfill.get().isAfter(horizon) ? backfill.get() : horizon;
        boolean isOpen =
                from.isBefore(since) && !coverage.gaps(new Window(from, since)).isEmpty();
        return isOpen
                ? this
                : beginningAgainAt(from.isBefore(since) ? from : since).withBackfill(Optional.empty());
    }

    private StreamState with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.state();
    }

    /** A state while it is being changed. */
    private static final class Draft {
        private Instant since;
        private Coverage coverage;
        private Counters counters;
        private List<Quarantined> quarantine;
        private List<Unreadable> unreadable;
        private List<OpenNotice> notices;
        private Lateness lateness;
        private DriftMemory drift;
        private Optional<String> position;
        private Optional<Instant> backfill;
        private SelfAudit selfAudit;

        Draft(StreamState from) {
            this.since = from.since;
            this.coverage = from.coverage;
            this.counters = from.counters;
            this.quarantine = from.quarantine;
            this.unreadable = from.unreadable;
            this.notices = from.notices;
            this.lateness = from.lateness;
            this.drift = from.drift;
            this.position = from.position;
            this.backfill = from.backfill;
            this.selfAudit = from.selfAudit;
        }

        StreamState state() {
            return new StreamState(
                    since,
                    coverage,
                    counters,
                    quarantine,
                    unreadable,
                    notices,
                    lateness,
                    drift,
                    position,
                    backfill,
                    selfAudit);
        }
    }
}
