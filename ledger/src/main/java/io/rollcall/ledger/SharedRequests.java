package io.rollcall.ledger;

import io.rollcall.engine.event.StreamId;
import java.time.Instant;
import java.util.List;

/** Requests for older time in a shared ledger, for whichever collector has the stream. */
public final class SharedRequests {

    private final PostgresDatabase database;

    SharedRequests(PostgresDatabase database) {
        this.database = database;
    }

    /** A request: all of a stream from a moment on. */
    public record Request(StreamId stream, Instant from) {}

    public void add(Request request) {
        boolean unused = database.transact("written", tables -> {
            tables.leases().request(request.stream().toString(), Nanos.of(request.from()));
            return true;
        });
    }

    public void remove(Request request) {
        boolean unused = database.transact("written", tables -> {
            tables.leases().heeded(request.stream().toString(), Nanos.of(request.from()));
            return true;
        });
    }

    /** Those that have not been removed. */
    public List<Request> open() {
        return database.transact("read", tables -> tables.leases().requests());
    }
}
