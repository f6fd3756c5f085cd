package io.rollcall.app.older;

import io.rollcall.app.config.LedgerPlace;
import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.ledger.StreamState;
import io.rollcall.engine.loop.Loop;
import io.rollcall.engine.loop.StreamLoop;
import io.rollcall.ledger.SharedRequests;
import io.rollcall.ledger.SharedRequests.Request;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Requests for older time, beside the ledger or, if collectors share it, in it: so one process asks the other, which collects, whether
 * that runs already or will some day. A request is there until the ledger has what it asks for.
 */
public final class BackfillRequests {

    private final Store store;
    private final boolean isShared;

    private BackfillRequests(Store store, boolean isShared) {
        this.store = store;
        this.isShared = isShared;
    }

    /** Where requests are. */
    interface Store {
        public void add(Request request) throws IOException;

        /** Those that have not been removed. */
        List<Request> open() throws IOException;

        void remove(Request request) throws IOException;
    }

    /** Requests where collectors of a ledger look for them. */
    public static BackfillRequests of(LedgerPlace ledger) {
        return ledger.fold(new LedgerPlace.Cases<>() {
            @Override
            public BackfillRequests embedded(LedgerPlace.Embedded place) {
                return beside(place);
            }

            @Override
            public BackfillRequests shared(LedgerPlace.Shared place) {
                return new BackfillRequests(RequestTable.at(place), true);
            }
        });
    }

    /** Requests in a folder beside a ledger. */
    public static BackfillRequests beside(LedgerPlace ledger) {
        return new BackfillRequests(new RequestFolder(ledger.beside(".requests")), false);
    }

    /** Requests in a shared ledger, as the collector has them that shares it. */
    public static BackfillRequests in(SharedRequests requests) {
        return new BackfillRequests(RequestTable.of(requests), true);
    }

    /** Asks for all of a stream from a moment on. */
    public void add(StreamId stream, Instant from) throws IOException {
        store.add(new Request(stream, from));
    }

    /** What has been asked for and is not in the ledger yet. */
    List<Request> open() throws IOException {
        return store.open();
    }

    /**
     * Passes requests on to the loops, and removes those the ledger has. Those for streams that another collector has are its to heed.
     *
     * @param person is told of requests nobody can heed
     */
    public void passOn(List<Loop> loops, Consumer<String> person) throws IOException {
        for (Request request : open()) {
            Optional<Loop> loop = loops.stream()
                    .filter(each -> each.stream().equals(request.stream()))
                    .findFirst();
            if (loop.isPresent() && !loop.get().traits().hasPosition()) {
                Optional<StreamLoop> active = loop.get().active();
                if (active.isPresent()) {
                    passOn(active.get(), request);
                }
            } else if (!isShared) {
                person.accept("the request for older time of " + request.stream()
                        + " is dropped: the configuration has no such stream that can be read by time");
                store.remove(request);
            }
        }
    }

    private void passOn(StreamLoop loop, Request request) throws IOException {
        if (isHeeded(loop, request)) {
            store.remove(request);
        } else {
            loop.backfill(request.from());
        }
    }

    /** Whether the ledger has it, but for what the API has forgotten. */
    private static boolean isHeeded(StreamLoop loop, Request request) {
        StreamState state = loop.state();
        Instant horizon = state.coverage()
                .newestLook()
                .map(look -> look.minus(loop.traits().retention()))
                .orElse(Instant.MIN);
        Instant from = request.from().isAfter(horizon) ? request.from() : horizon;
        return !from.isBefore(state.backfill().orElse(state.since()));
    }
}
