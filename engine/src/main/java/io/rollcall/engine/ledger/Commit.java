package io.rollcall.engine.ledger;

import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.memory.KeyChunk;
import java.time.Instant;
import java.util.Map;

/**
 * The one durable step: what a page, or the end of a sweep, adds to a stream's record. Made only after the sink's receipt.
 *
 * @param stream whose record
 * @param at the API's present
 * @param keys keys to remember from now on
 * @param state the stream's state from now on
 * @param testimony what is to be known for good
 * @param forgetBefore keys may be forgotten whose bucket ended, and to which nothing was added, since this instant
 */
public record Commit(
        StreamId stream,
        Instant at,
        Map<Shelf, KeyChunk> keys,
        StreamState state,
        Testimony testimony,
        Instant forgetBefore) {

    public Commit {
        keys = Map.copyOf(keys);
    }
}
