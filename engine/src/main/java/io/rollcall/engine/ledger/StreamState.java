package io.rollcall.engine.ledger;

import io.rollcall.engine.drift.Lateness;
import io.rollcall.engine.plan.Coverage;
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
        Optional<String> position) {

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
                Optional.empty());
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

    /** This state with another beginning: the first answer has shown what time it is at the API. */
    public StreamState beginningAgainAt(Instant newSince) {
        return new StreamState(
                newSince, coverage, counters, quarantine, unreadable, notices, lateness, drift, position);
    }

    public StreamState withCoverage(Coverage newCoverage) {
        return new StreamState(
                since, newCoverage, counters, quarantine, unreadable, notices, lateness, drift, position);
    }

    public StreamState counting(Counters more) {
        return new StreamState(
                since, coverage, counters.plus(more), quarantine, unreadable, notices, lateness, drift, position);
    }

    public StreamState withQuarantine(List<Quarantined> newQuarantine) {
        return new StreamState(
                since, coverage, counters, newQuarantine, unreadable, notices, lateness, drift, position);
    }

    public StreamState withUnreadable(List<Unreadable> newUnreadable) {
        return new StreamState(
                since, coverage, counters, quarantine, newUnreadable, notices, lateness, drift, position);
    }

    public StreamState withNotices(List<OpenNotice> newNotices) {
        return new StreamState(
                since, coverage, counters, quarantine, unreadable, newNotices, lateness, drift, position);
    }

    public StreamState withLateness(Lateness newLateness) {
        return new StreamState(
                since, coverage, counters, quarantine, unreadable, notices, newLateness, drift, position);
    }

    public StreamState withDrift(DriftMemory newDrift) {
        return new StreamState(
                since, coverage, counters, quarantine, unreadable, notices, lateness, newDrift, position);
    }

    public StreamState withPosition(Optional<String> newPosition) {
        return new StreamState(
                since, coverage, counters, quarantine, unreadable, notices, lateness, drift, newPosition);
    }
}
