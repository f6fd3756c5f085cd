package io.rollcall.engine.loop;

import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.ledger.Commit;
import io.rollcall.engine.ledger.Ledger;
import io.rollcall.engine.ledger.Shelf;
import io.rollcall.engine.ledger.StreamState;
import io.rollcall.engine.memory.BucketKeys;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A ledger that lasts as long as the test. */
final class MemoryLedger implements Ledger {

    private final Map<StreamId, StreamState> states = new HashMap<>();
    private final Map<List<Object>, BucketKeys> keys = new HashMap<>();
    /** Before when keys might have been forgotten, at the most. */
    Instant forgottenBefore = Instant.MIN;

    @Override
    public List<StreamId> streams() {
        return states.keySet().stream().sorted().toList();
    }

    @Override
    public Optional<StreamState> state(StreamId stream) {
        return Optional.ofNullable(states.get(stream));
    }

    @Override
    public BucketKeys keys(StreamId stream, Shelf shelf) {
        return keys.getOrDefault(List.of(stream, shelf), BucketKeys.EMPTY);
    }

    @Override
    public void commit(Commit commit) {
        states.put(commit.stream(), commit.state());
        forgottenBefore = commit.forgetBefore().isAfter(forgottenBefore) ? commit.forgetBefore() : forgottenBefore;
        commit.keys()
                .forEach((shelf, chunk) -> keys.put(
                        List.of(commit.stream(), shelf),
                        keys(commit.stream(), shelf).with(chunk)));
    }

    @Override
    public void close() {}
}
