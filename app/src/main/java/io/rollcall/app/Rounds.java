package io.rollcall.app;

import io.rollcall.engine.loop.Outcome;
import io.rollcall.engine.loop.StreamLoop;
import io.rollcall.engine.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Takes turns between loops: the one that is due first makes the next step. Used by one thread. */
final class Rounds {

    /** A loop and when its next step is due. */
    private record Turn(StreamLoop loop, Instant due) {}

    private final Clock clock;
    private final PriorityQueue<Turn> turns = new PriorityQueue<>(Comparator.comparing(Turn::due));

    Rounds(List<StreamLoop> loops, Clock clock) {
        if (loops.isEmpty()) {
            throw new IllegalArgumentException("there is nothing to collect");
        }
        this.clock = clock;
        loops.forEach(loop -> turns.add(new Turn(loop, clock.now())));
    }

    void waitForNext() throws InterruptedException {
        clock.sleepUntil(turns.element().due());
    }

    void step() throws InterruptedException {
        Turn turn = turns.remove();
        Outcome outcome = turn.loop().step();
        turns.add(new Turn(turn.loop(), outcome.due()));
    }
}
