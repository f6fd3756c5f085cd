package io.rollcall.app.older;

import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.event.Window;
import io.rollcall.engine.ledger.StreamState;
import io.rollcall.engine.loop.Collector;
import io.rollcall.engine.loop.LoopSettings;
import io.rollcall.engine.loop.Outcome;
import io.rollcall.engine.loop.StreamLoop;
import io.rollcall.engine.sink.DeadLetters;
import io.rollcall.engine.sink.Sink;
import io.rollcall.engine.source.Source;
import io.rollcall.engine.time.Clock;
import io.rollcall.ledger.SqliteLedger;
import io.rollcall.ledger.StoredLedger;
import io.rollcall.sinks.file.Directories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * A period of streams that is read again and sent to a sink, whatever the sink was sent before. How far it has come is kept in ledgers of
 * its own, one per stream, so that it goes on where it was stopped; they are deleted when all of it has been accepted.
 *
 * @param folder where those ledgers are, of nothing but this resending
 * @param period by the time the API is asked by
 * @param patience how long a stream may go on waiting for its source or sink
 */
public record Resending(
        Path folder, Window period, Sink sink, DeadLetters deadLetters, Duration patience, Clock clock) {

    /** A stream to be read again. */
    record Member(StreamId id, Source source) {}

    /** How far it has come. */
    public record Result(long events, long deadLetters, Map<StreamId, String> incomplete) {}

    /**
     * Reads and sends.
     *
     * @param watcher is shown the share that has been read, from 0 to 1, now and then
     */
    Result run(List<Member> members, Executor fetcher, Consumer<Double> watcher)
            throws IOException, InterruptedException {
        Directories.createFolderPrivately(folder);
        Map<StreamId, String> incomplete = new HashMap<>();
        long events = 0;
        long refused = 0;
        for (int i = 0; i < members.size(); i++) {
            Member member = members.get(i);
            double before = (double) i / members.size();
            double weight = 1.0 / members.size();
            try (StoredLedger ledger = SqliteLedger.open(
                            folder.resolve(member.id().toString().replace('/', '_') + ".db"));
                    StreamLoop loop = loop(member, ledger, fetcher)) {
                Thread shown = watching(loop, share -> watcher.accept(before + weight * share));
                Map<StreamId, Outcome> waiting = new Collector(List.of(loop), clock, 1).once(patience);
                shown.interrupt();
                shown.join();
                obstacle(loop, waiting).ifPresent(what -> incomplete.put(member.id(), what));
                events += loop.state().counters().events();
                refused += loop.state().counters().deadLetters();
            }
        }
        if (incomplete.isEmpty()) {
            delete();
        }
        return new Result(events, refused, incomplete);
    }

    private StreamLoop loop(Member member, StoredLedger ledger, Executor fetcher) {
        StreamLoop loop = new StreamLoop(
                member.id(),
                member.source(),
                sink,
                ledger,
                deadLetters,
                LoopSettings.standard(member.source().traits().retention()),
                clock,
                fetcher,
                () -> 0.5);
        loop.confineTo(period);
        return loop;
    }

    /** What keeps a stream from being complete. */
    private static Optional<String> obstacle(StreamLoop loop, Map<StreamId, Outcome> waiting) {
        StreamState state = loop.state();
        int setAside = state.quarantine().size() + state.unreadable().size();
        if (waiting.isEmpty() && setAside == 0) {
            return Optional.empty();
        }
        String notices = state.notices().stream()
                .map(notice -> notice.code() + ": " + notice.message())
                .reduce((left, right) -> left + "; " + right)
                .orElse("");
        return Optional.of(setAside > 0 ? setAside + " things cannot be read at the moment: " + notices : notices);
    }

    private Thread watching(StreamLoop loop, Consumer<Double> watcher) {
        Thread thread = new Thread(
                () -> {
                    try {
                        while (true) {
                            clock.sleep(Duration.ofMillis(500));
                            watcher.accept(share(loop.state()));
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "resend");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private double share(StreamState state) {
        Duration left =
                state.coverage().gaps(period).stream().map(Window::length).reduce(Duration.ZERO, Duration::plus);
        return 1 - (double) left.toMillis() / period.length().toMillis();
    }

    private void delete() throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
