package io.rollcall.sources.read;

import io.rollcall.engine.event.Window;
import io.rollcall.sources.definition.ItemRule;
import io.rollcall.sources.definition.StreamDefinition;
import io.rollcall.sources.http.Censor;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Everything about a stream that its sweeps share. Thread-safe.
 *
 * @param helper waits for the next page while one is read; if there is none, pages are asked for one after the other
 */
record ReadPlan(
        StreamDefinition stream,
        Names names,
        Addresses addresses,
        ApiClient client,
        Censor censor,
        Optional<Executor> helper) {

    /** The request of the first page. */
    Ask ask(Window window) {
        return addresses.ask(stream.request(), names.with(window, stream.window(), client.apiNow()));
    }

    EntryReader entryReader(Instant defaultTime) {
        return new EntryReader(rule(), defaultTime);
    }

    ItemQueue itemQueue(Ask listing) {
        return new ItemQueue(client, addresses, stream, rule(), listing);
    }

    private ItemRule rule() {
        return stream.items()
                .orElseThrow(() -> new IllegalStateException("the stream " + stream.name() + " has no items"));
    }
}
