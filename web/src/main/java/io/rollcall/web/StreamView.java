package io.rollcall.web;

import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.ledger.StreamState;
import io.rollcall.engine.source.RequestCounts;
import io.rollcall.engine.source.SourceTraits;

/**
 * A stream at a moment.
 *
 * @param state as last committed
 * @param requests sent to its API since the collector started
 * @param budgetUsed the part of the requests this collector may send now, within its API's limit, that is used up; 1 while the API has closed it
 */
public record StreamView(
        StreamId stream, SourceTraits traits, StreamState state, RequestCounts requests, double budgetUsed) {}
