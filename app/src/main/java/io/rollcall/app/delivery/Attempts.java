package io.rollcall.app.delivery;

import io.rollcall.engine.sink.Batch;
import io.rollcall.engine.sink.Receipt;
import io.rollcall.engine.sink.Sink;
import io.rollcall.engine.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Writes to a sink while somebody waits: a batch that is not accepted is tried again a few times.
 *
 * @param clock for the waits between
 */
public record Attempts(Sink sink, Clock clock) {

    private static final int MAX_ATTEMPTS = 6;
    private static final Duration USUAL_WAIT = Duration.ofSeconds(5);

    /** The receipt that a batch got in the end. */
    public Receipt write(Batch batch) throws InterruptedException {
        Receipt receipt = sink.write(batch);
        for (int attempt = 1; attempt < MAX_ATTEMPTS; attempt++) {
            Optional<Duration> wait = receipt.fold(
                    accepted -> Optional.empty(),
                    later -> Optional.of(later.after().orElse(USUAL_WAIT)));
            if (wait.isEmpty()) {
                return receipt;
            }
            clock.sleep(wait.get());
            receipt = sink.write(batch);
        }
        return receipt;
    }
}
