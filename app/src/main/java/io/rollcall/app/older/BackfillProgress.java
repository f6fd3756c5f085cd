package io.rollcall.app.older;

import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.event.Window;
import io.rollcall.engine.ledger.StreamState;
import io.rollcall.engine.source.SourceTraits;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** How far a backfill of some streams has come. Used by one thread at a time. */
public final class BackfillProgress {

    private final Map<StreamId, SourceTraits> streams;
    private final Instant from;
    private final BackfillRequests requests;

    /** Up to where each stream has to be read: where it began when this was first seen. */
    private final Map<StreamId, Instant> ends = new HashMap<>();

    private final Map<StreamId, Long> eventsBefore = new HashMap<>();
    private long events;

    public BackfillProgress(Map<StreamId, SourceTraits> streams, Instant from, BackfillRequests requests) {
        this.streams = Map.copyOf(streams);
        this.from = from;
        this.requests = requests;
    }

    /**
     * Looks at the streams as they are now.
     *
     * @param states of streams, as committed; empty for one that has not begun
     * @return the share that has been read, from 0 to 1; exactly 1 when all of it has
     */
    public double look(Function<StreamId, Optional<StreamState>> states) throws IOException {
        double sum = 0;
        boolean isDone = requests.open().stream().noneMatch(request -> streams.containsKey(request.stream()));
        events = 0;
        for (Map.Entry<StreamId, SourceTraits> entry : streams.entrySet()) {
            Optional<StreamState> state = states.apply(entry.getKey());
            double share = state.map(known -> share(entry.getKey(), known, entry.getValue()))
                    .orElse(0.0);
            isDone &= state.filter(known -> known.backfill().isEmpty()).isPresent();
            sum += share;
        }
        return isDone ? 1 : Math.min(0.999, sum / streams.size());
    }

    /** Events delivered since the first look. */
    public long events() {
        return events;
    }

    private double share(StreamId stream, StreamState state, SourceTraits traits) {
        Instant end = ends.computeIfAbsent(stream, unused -> state.since());
        long delivered = state.counters().events();
        events += delivered - eventsBefore.computeIfAbsent(stream, unused -> delivered);
        Instant horizon = state.coverage().newestLook().orElse(end).minus(traits.retention());
        Instant start = from.isAfter(horizon) ? from : horizon;
        if (!start.isBefore(end)) {
            return 1;
        }
        Duration left = state.coverage().gaps(new Window(start, end)).stream()
                .map(Window::length)
                .reduce(Duration.ZERO, Duration::plus);
        return 1 - (double) left.toMillis() / Duration.between(start, end).toMillis();
    }
}
