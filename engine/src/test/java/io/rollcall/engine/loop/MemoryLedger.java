package io.rollcall.engine.loop;

import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.event.Window;
import io.rollcall.engine.ledger.Attestation;
import io.rollcall.engine.ledger.Commit;
import io.rollcall.engine.ledger.CommitOutcome;
import io.rollcall.engine.ledger.Ledger;
import io.rollcall.engine.ledger.Loss;
import io.rollcall.engine.ledger.Shelf;
import io.rollcall.engine.ledger.StreamState;
import io.rollcall.engine.memory.Bucket;
import io.rollcall.engine.memory.BucketKeys;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** A ledger that lasts as long as the test. Thread-safe. */
public final class MemoryLedger implements Ledger {

    private final Map<StreamId, StreamState> states = new HashMap<>();
    private final Map<List<Object>, BucketKeys> keys = new HashMap<>();
    private final Map<List<Object>, Instant> additions = new HashMap<>();
    private final Map<StreamId, NavigableMap<Bucket, Attestation>> attestations = new HashMap<>();
    private final Map<StreamId, List<Loss>> losses = new HashMap<>();
    /** Before when keys might have been forgotten, at the most. */
    Instant forgottenBefore = Instant.MIN;

    /** A ledger that has what this one has now, and goes its own way from here. */
    synchronized MemoryLedger copy() {
        MemoryLedger copy = new MemoryLedger();
        copy.states.putAll(states);
        copy.keys.putAll(keys);
        copy.additions.putAll(additions);
        attestations.forEach((stream, hours) -> copy.attestations.put(stream, new TreeMap<>(hours)));
        losses.forEach((stream, lost) -> copy.losses.put(stream, new ArrayList<>(lost)));
        copy.forgottenBefore = forgottenBefore;
        return copy;
    }

    @Override
    public synchronized List<StreamId> streams() {
        return states.keySet().stream().sorted().toList();
    }

    @Override
    public synchronized Optional<StreamState> state(StreamId stream) {
        return Optional.ofNullable(states.get(stream));
    }

    @Override
    public synchronized BucketKeys keys(StreamId stream, Shelf shelf) {
        return keys.getOrDefault(List.of(stream, shelf), BucketKeys.EMPTY);
    }

    @Override
    public synchronized CommitOutcome commit(Commit commit) {
        states.put(commit.stream(), commit.state());
        forgottenBefore = commit.forgetBefore().isAfter(forgottenBefore) ? commit.forgetBefore() : forgottenBefore;
        commit.keys().forEach((shelf, chunk) -> {
            keys.put(
                    List.of(commit.stream(), shelf),
                    keys(commit.stream(), shelf).with(chunk));
            additions.put(List.of(commit.stream(), shelf), commit.at());
        });
        if (!commit.keys().isEmpty()) {
            forget(commit);
        }
        commit.testimony().hours().forEach(each -> attested(commit.stream()).put(each.hour(), each));
        losses.computeIfAbsent(commit.stream(), unused -> new ArrayList<>())
                .addAll(commit.testimony().losses());
        return CommitOutcome.DURABLE;
    }

    private synchronized void forget(Commit commit) {
        Bucket end = Bucket.of(commit.forgetBefore().minus(Bucket.LENGTH));
        keys.keySet()
                .removeIf(place -> place.get(0).equals(commit.stream())
                        && place.get(1) instanceof Shelf shelf
                        && shelf.bucket().number() < end.number()
                        && additions.getOrDefault(place, Instant.MAX).isBefore(commit.forgetBefore()));
    }

    @Override
    public synchronized Optional<Instant> lastAddition(StreamId stream, Shelf shelf) {
        return Optional.ofNullable(additions.get(List.of(stream, shelf)));
    }

    private synchronized NavigableMap<Bucket, Attestation> attested(StreamId stream) {
        return attestations.computeIfAbsent(stream, unused -> new TreeMap<>());
    }

    @Override
    public synchronized List<Attestation> attestations(StreamId stream, Window window) {
        return attested(stream).values().stream()
                .filter(each -> window.contains(each.hour().window().from()))
                .toList();
    }

    @Override
    public synchronized Optional<Bucket> lastAttested(StreamId stream) {
        return attested(stream).isEmpty()
                ? Optional.empty()
                : Optional.of(attested(stream).lastKey());
    }

    @Override
    public synchronized List<Loss> losses(StreamId stream, Window window) {
        return losses.getOrDefault(stream, List.of()).stream()
                .filter(each -> window.contains(each.listedAt()))
                .toList();
    }

    @Override
    public synchronized void close() {}
}
