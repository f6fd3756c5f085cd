package io.rollcall.bench.size;

import io.rollcall.bench.report.Machine;
import io.rollcall.engine.event.Window;
import io.rollcall.engine.source.Source;
import io.rollcall.engine.time.ManualClock;
import io.rollcall.ledger.SqliteLedger;
import io.rollcall.ledger.StoredLedger;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** The steps of the measurement, one after the other. */
final class Measurement {

    private static final Window MONTH = Window.endingAt(Instant.parse("2026-03-31T00:00:00Z"), Duration.ofDays(30));
    private static final Duration OVERLAP = Duration.ofMinutes(60);
    private static final int SWEEPS = 3;
    private static final int POLLS = 20;

    private final History history;
    private final int pageSize;
    private final long sweepEvents;
    private final BigLedger ledger;
    private final ManualClock clock = new ManualClock(MONTH.to().minus(Rereading.EVERY.multipliedBy(SWEEPS + POLLS)));

    /** @param directory for the ledger */
    Measurement(Path directory, long keys, int pageSize, long sweepEvents) {
        this.history = new History(MONTH, keys);
        this.pageSize = pageSize;
        this.sweepEvents = sweepEvents;
        this.ledger = new BigLedger(directory.resolve("rollcall.db"));
    }

    /** Something to be timed. */
    private interface Step {
        void run() throws InterruptedException;
    }

    SizeResult run() throws IOException, InterruptedException {
        Machine machine = Machine.here();
        double rememberSeconds = seconds(() -> ledger.remember(history, pageSize, clock.now()));
        long diskBytes = ledger.bytes();
        double compactSeconds = seconds(ledger::compact);
        long compactBytes = ledger.bytes();
        long baseHeap = heapBytes();
        Polls sweeps = polls(history.last(sweepEvents).length(), SWEEPS);
        Polls polls = polls(OVERLAP, POLLS);
        return new SizeResult(
                machine,
                history.events(),
                rememberSeconds,
                diskBytes,
                compactSeconds,
                compactBytes,
                baseHeap,
                polls.events(),
                polls.lastSeconds(),
                polls.heapBytes(),
                sweeps.events(),
                sweeps.firstSeconds(),
                sweeps.lastSeconds(),
                sweeps.heapBytes());
    }

    /** What polls of one loop came to. */
    private record Polls(long events, double firstSeconds, double lastSeconds, long heapBytes) {}

    private Polls polls(Duration lookBack, int count) throws InterruptedException {
        Source source = new HistorySource(history, pageSize, clock);
        try (StoredLedger opened = SqliteLedger.open(ledger.file());
                Rereading reading = new Rereading(opened, source, clock, lookBack)) {
            long events = 0;
            double first = 0;
            double last = 0;
            for (int i = 0; i < count; i++) {
                long start = System.nanoTime();
                long found = reading.poll();
                last = (System.nanoTime() - start) / 1e9;
                first = i == 0 ? last : first;
                events = i == 0 ? found : events;
            }
            return new Polls(events, first, last, heapBytes());
        }
    }

    private static double seconds(Step step) throws InterruptedException {
        long start = System.nanoTime();
        step.run();
        return (System.nanoTime() - start) / 1e9;
    }

    /** Bytes in use; the JVM's serial collector leaves no gaps at every fourth collection only. */
    private static long heapBytes() {
        for (int i = 0; i < 4; i++) {
            ManagementFactory.getMemoryMXBean().gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
