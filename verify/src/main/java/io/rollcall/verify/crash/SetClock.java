package io.rollcall.verify.crash;

import io.rollcall.engine.time.Clock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;

/** The clock of a machine on which somebody sets it: wrong by what a file says, while its steady time runs on. */
record SetClock(ClockFile file, Clock right) implements Clock {

    @Override
    public Instant now() {
        try {
            return right.now().plus(file.wrong());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Instant steady() {
        return right.steady();
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        right.sleep(duration);
    }
}
