package io.rollcall.verify.conservation;

import io.rollcall.engine.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;

/** The clock of a machine that somebody sets now and then, up to hours forward and back. Thread-safe. */
final class UnsteadyClock implements Clock {

    private static final int MOST_SECONDS = 3 * 3600;

    private final SharedTime time;
    private final Random random;
    private volatile Duration wrong = Duration.ZERO;

    UnsteadyClock(SharedTime time, Random random) {
        this.time = time;
        this.random = random;
    }

    /** Somebody sets it right. */
    void setRight() {
        wrong = Duration.ZERO;
    }

    /** Somebody sets it wrong. */
    void setWrong() {
        wrong = Duration.ofMillis((long) ((2 * random.nextDouble() - 1) * MOST_SECONDS * 1000));
    }

    @Override
    public Instant now() {
        return time.now().plus(wrong);
    }

    @Override
    public Instant steady() {
        return time.now();
    }

    @Override
    public void sleep(Duration duration) {
        time.sleep(duration);
    }
}
