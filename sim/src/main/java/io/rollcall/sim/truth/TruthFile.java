package io.rollcall.sim.truth;

import io.rollcall.sim.event.EventStore;
import io.rollcall.sim.event.StreamKind;
import io.rollcall.sim.http.Json;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The truth as a file: one JSON object per line and event state, written when the event has happened, flushed at least
 * every 100 ms of real time and on close. A failure to write is reported by {@link #close}.
 */
public final class TruthFile implements AutoCloseable {
    private static final long INTERVAL_MILLIS = 50;

    private final Truth truth;
    private final Path path;
    private final OutputStream stream;
    private final Map<EventStore, Map<StreamKind, Integer>> written = new HashMap<>();
    private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor(TruthFile::daemon);
    private Optional<Exception> failure = Optional.empty();

    /** Replaces the file and begins to write. */
    public TruthFile(Truth truth, Path path) {
        this.truth = truth;
        this.path = path;
        try {
            this.stream = new BufferedOutputStream(Files.newOutputStream(path), 1 << 16);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the truth to " + path + "; is its directory there?", e);
        }
        writer.scheduleWithFixedDelay(this::catchUp, 0, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Writes what has happened up to now. */
    @Override
    public void close() {
        writer.shutdown();
        catchUp();
        try {
            stream.close();
        } catch (IOException e) {
            failure = Optional.of(e);
        }
        failure.ifPresent(e -> {
            throw new IllegalStateException("the truth in " + path + " is incomplete", e);
        });
    }

    private synchronized void catchUp() {
        if (failure.isPresent()) {
            return;
        }
        try {
            Instant now = truth.clock().instant();
            for (EventStore store : truth.stores()) {
                store.advanceTo(now);
                catchUp(store);
            }
            stream.flush();
        } catch (IOException | RuntimeException e) {
            failure = Optional.of(e);
        }
    }

    private void catchUp(EventStore store) throws IOException {
        Map<StreamKind, Integer> positions = written.computeIfAbsent(store, unused -> new HashMap<>());
        for (StreamKind kind : StreamKind.values()) {
            int from = positions.getOrDefault(kind, 0);
            int until = store.size(kind);
            truth.tell(store, kind, from, until, TruthQuery.ALL, this::write);
            positions.put(kind, until);
        }
    }

    private void write(TruthEntry entry) {
        try {
            stream.write(Json.bytes(entry.json()));
            stream.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "simulator-truth");
        thread.setDaemon(true);
        return thread;
    }
}
