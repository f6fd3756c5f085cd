package io.rollcall.bench.size;

import io.rollcall.engine.ledger.Ledger;
import io.rollcall.engine.loop.LoopSettings;
import io.rollcall.engine.loop.Outcome;
import io.rollcall.engine.loop.StreamLoop;
import io.rollcall.engine.plan.FixedSchedule;
import io.rollcall.engine.sink.Batch;
import io.rollcall.engine.sink.Receipt;
import io.rollcall.engine.sink.Sink;
import io.rollcall.engine.source.Source;
import io.rollcall.engine.time.ManualClock;
import java.time.Duration;
import java.util.List;

/** A loop that reads a stretch up to the present again and again, in which everything has been delivered before. */
final class Rereading implements AutoCloseable {

    /** Time from one poll to the next. */
    static final Duration EVERY = Duration.ofMinutes(2);

    private final ManualClock clock;
    private final StreamLoop loop;

    /** @param lookBack how much is read each time */
    Rereading(Ledger ledger, Source source, ManualClock clock, Duration lookBack) {
        LoopSettings standard = LoopSettings.standard(source.traits().retention());
        this.clock = clock;
        this.loop = new StreamLoop(
                BigLedger.STREAM,
                source,
                new Nowhere(),
                ledger,
                letters -> {
                    throw new IllegalStateException("dead letters: " + letters.size());
                },
                new LoopSettings(
                        new FixedSchedule(List.of(new FixedSchedule.Tier(lookBack, EVERY))),
                        standard.initialLookback(),
                        standard.widenBy(),
                        standard.driftLimit(),
                        standard.clockSkewLimit(),
                        standard.maxBatchBytes()),
                clock,
                Runnable::run,
                () -> 0.5);
    }

    /**
     * Waits for the next poll and makes it.
     *
     * @return events looked up
     * @throws IllegalStateException if one of them was not known
     */
    long poll() throws InterruptedException {
        long before = loop.state().counters().repeats();
        clock.advance(EVERY);
        while (loop.step().kind() == Outcome.Kind.WORKED) {
            if (loop.state().counters().events() > 0) {
                throw new IllegalStateException("an event that is in the ledger was taken for new");
            }
        }
        return loop.state().counters().repeats() - before;
    }

    @Override
    public void close() {
        loop.close();
    }

    /** A sink for notices; there is nothing else to deliver. */
    private static final class Nowhere implements Sink {
        @Override
        public Receipt write(Batch batch) {
            return Receipt.accepted();
        }

        @Override
        public String promise() {
            return "nothing is kept";
        }

        @Override
        public String probe() {
            return "always there";
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }
}
