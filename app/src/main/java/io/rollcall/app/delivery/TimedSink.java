package io.rollcall.app.delivery;

import io.rollcall.engine.sink.Batch;
import io.rollcall.engine.sink.ForwardingSink;
import io.rollcall.engine.sink.Receipt;
import io.rollcall.engine.sink.Sink;
import io.rollcall.engine.time.Clock;
import io.rollcall.web.ReceiptsView;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/** A sink whose receipts are counted, and timed. Thread-safe. */
public final class TimedSink extends ForwardingSink {

    private static final double NANOS = 1e9;

    private final String name;
    private final Clock clock;
    private final long[] accepted = new long[ReceiptsView.BOUNDS.size()];
    private long postponed;
    private double seconds;

    /** @param name the user's name for it */
    public TimedSink(String name, Sink sink, Clock clock) {
        super(sink);
        this.name = name;
        this.clock = clock;
    }

    @Override
    public Receipt write(Batch batch) throws InterruptedException {
        Instant begun = clock.steady();
        Receipt receipt = super.write(batch);
        Duration taken = Duration.between(begun, clock.steady());
        receipt.fold(unused -> count(taken.toNanos() / NANOS), unused -> postpone());
        return receipt;
    }

    private synchronized boolean count(double took) {
        int bucket = 0;
        while (took > ReceiptsView.BOUNDS.get(bucket)) {
            bucket++;
        }
        accepted[bucket]++;
        seconds += took;
        return true;
    }

    private synchronized boolean postpone() {
        postponed++;
        return false;
    }

    /** What it has answered so far. */
    public synchronized ReceiptsView receipts() {
        return new ReceiptsView(name, postponed, Arrays.stream(accepted).boxed().toList(), seconds);
    }
}
