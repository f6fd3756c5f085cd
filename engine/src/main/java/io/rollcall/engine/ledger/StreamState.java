package io.rollcall.engine.ledger;

import io.rollcall.engine.drift.Lateness;
import io.rollcall.engine.event.Window;
import io.rollcall.engine.plan.Coverage;
import io.rollcall.engine.selfaudit.SelfAudit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

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
        return new StreamState(
                newSince,
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

    public StreamState withCoverage(Coverage newCoverage) {
        return new StreamState(
                since,
                newCoverage,
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

    public StreamState counting(Counters more) {
        return new StreamState(
                since,
                coverage,
                counters.plus(more),
                quarantine,
                unreadable,
                notices,
                lateness,
                drift,
                position,
                backfill,
                selfAudit);
    }

    public StreamState withQuarantine(List<Quarantined> newQuarantine) {
        return new StreamState(
                since,
                coverage,
                counters,
                newQuarantine,
                unreadable,
                notices,
                lateness,
                drift,
                position,
                backfill,
                selfAudit);
    }

    public StreamState withUnreadable(List<Unreadable> newUnreadable) {
        return new StreamState(
                since,
                coverage,
                counters,
                quarantine,
                newUnreadable,
                notices,
                lateness,
                drift,
                position,
                backfill,
                selfAudit);
    }

    public StreamState withNotices(List<OpenNotice> newNotices) {
        return new StreamState(
                since,
                coverage,
                counters,
                quarantine,
                unreadable,
                newNotices,
                lateness,
                drift,
                position,
                backfill,
                selfAudit);
    }

    public StreamState withLateness(Lateness newLateness) {
        return new StreamState(
                since,
                coverage,
                counters,
                quarantine,
                unreadable,
                notices,
                newLateness,
                drift,
                position,
                backfill,
                selfAudit);
    }

    public StreamState withDrift(DriftMemory newDrift) {
        return new StreamState(
                since,
                coverage,
                counters,
                quarantine,
                unreadable,
                notices,
                lateness,
                newDrift,
                position,
                backfill,
                selfAudit);
    }

    public StreamState withPosition(Optional<String> newPosition) {
        return new StreamState(
                since,
                coverage,
                counters,
                quarantine,
                unreadable,
                notices,
                lateness,
                drift,
                newPosition,
                backfill,
                selfAudit);
    }

    public StreamState withSelfAudit(SelfAudit newSelfAudit) {
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
                newSelfAudit);
    }

    /** This state, with older time wanted too; as it is if that has been read or is wanted anyway. */
    public StreamState wanting(Instant from) {
        return from.isBefore(backfill.orElse(since)) ? withBackfill(Optional.of(from)) : this;
    }

    public StreamState withBackfill(Optional<Instant> newBackfill) {
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
                newBackfill,
                selfAudit);
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
}
