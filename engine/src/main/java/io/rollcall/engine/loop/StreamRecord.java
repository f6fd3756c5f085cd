package io.rollcall.engine.loop;

import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.ledger.Commit;
import io.rollcall.engine.ledger.CommitOutcome;
import io.rollcall.engine.ledger.Ledger;
import io.rollcall.engine.ledger.Shelf;
import io.rollcall.engine.ledger.StreamState;
import io.rollcall.engine.memory.KeyChunk;
import io.rollcall.engine.notice.NoticeBoard;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The record of a stream: its state, its keys and its notices, of which a commit makes durable what has changed. Used by one
 * thread at a time, but for the state and the keys, which any may read.
 */
final class StreamRecord {

    private static final long MAX_CACHED_KEYS = 8_000_000;

    private final StreamId stream;
    private final Ledger ledger;
    private final Duration retention;
    private final KeyMemory keys;
    private final NoticeBoard notices;
    private final Notary notary;
    private final boolean isNew;
    private volatile StreamState state;
    private volatile StreamState committed;
    private @Nullable Commit uncertain;

    /**
     * The record in a ledger; a new one if there is none.
     *
     * @param retention how long the API remembers
     * @param beginning of a new one
     */
    StreamRecord(StreamId stream, Ledger ledger, Duration retention, Instant beginning) {
        this.stream = stream;
        this.ledger = ledger;
        this.retention = retention;
        this.keys = new KeyMemory(stream, ledger, MAX_CACHED_KEYS);
        Optional<StreamState> known = ledger.state(stream);
        this.isNew = known.isEmpty();
        this.state = known.orElseGet(() -> StreamState.beginningAt(beginning));
        this.committed = state;
        this.notices = new NoticeBoard(stream, state.notices());
        this.notary = new Notary(ledger, stream, retention);
    }

    StreamId stream() {
        return stream;
    }

    /** Whether the ledger knew nothing of the stream when this record was opened. */
    boolean isNew() {
        return isNew;
    }

    StreamState state() {
        return state;
    }

    /** The state as last committed. Any thread may ask. */
    StreamState committed() {
        return committed;
    }

    /** Changes the state from the next commit on. */
    void change(StreamState changed) {
        state = changed;
    }

    KeyMemory keys() {
        return keys;
    }

    NoticeBoard notices() {
        return notices;
    }

    Notary notary() {
        return notary;
    }

    /** Whether it is this collector's to write, as far as is known without asking. */
    boolean isHeld() {
        return ledger.isHeld(stream);
    }

    /** Makes the state durable as it is, with keys of deliveries that the sink has accepted. */
    CommitOutcome commit(Map<Shelf, KeyChunk> added, Instant now) {
        state = state.withNotices(notices.open());
        return make(new Commit(stream, now, added, state, notary.take(), forgotten(now, 2)));
    }

    /** Makes the commit once more that may be durable or not; empty if there is none. Until that is known no other may be made. */
    Optional<CommitOutcome> commitAgain() {
        return uncertain == null ? Optional.empty() : Optional.of(make(uncertain));
    }

    boolean isUncertain() {
        return uncertain != null;
    }

    private CommitOutcome make(Commit commit) {
        CommitOutcome outcome = ledger.commit(commit);
        uncertain = outcome == CommitOutcome.UNCERTAIN ? commit : null;
        if (outcome == CommitOutcome.DURABLE) {
            committed = commit.state();
            keys.committed(commit.keys());
        }
        return outcome;
    }

    /**
     * So many retentions ago. Reckoned from the newest finished look at the latest, since to forget is final, and before the API
     * has answered nothing but a clock that may be wrong says what time it is.
     */
    Instant forgotten(Instant now, int retentions) {
        return state.coverage()
                .newestLook()
                .map(look -> look.isBefore(now) ? look : now)
                .map(known -> known.minus(retention.multipliedBy(retentions)))
                .orElse(Instant.EPOCH);
    }
}
