package io.rollcall.web;

import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.ledger.StreamState;
import io.rollcall.engine.source.SourceTraits;

/**
 * A stream at a moment.
 *
 * @param state as last committed
 * @param requests sent to its API since the collector started
 */
public record StreamView(StreamId stream, SourceTraits traits, StreamState state, long requests) {}
