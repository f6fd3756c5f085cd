package io.rollcall.app.collect;

import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.loop.StreamLoop;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Tells the person who watches the program when an API is about to forget what has not been delivered, whatever is in the way: also a
 * sink that is down, which no notice can pass. Used by one thread at a time.
 */
public final class Reminder {

    private static final Duration PERIOD = Duration.ofDays(1);

    /** The part of the retention that is left when it is told for the first time. */
    private static final int PART = 5;

    /** A stream that has just been begun has everything before it. */
    private static final Duration GRACE = Duration.ofMinutes(15);

    private final Consumer<String> person;
    private final Instant start;
    private final Map<StreamId, Instant> told = new HashMap<>();

    /** @param start of the collecting; nothing is told for a while after it */
    Reminder(Consumer<String> person, Instant start) {
        this.person = person;
        this.start = start;
    }

    /** Tells of each stream of which it is time to, once a day. */
    void look(List<StreamLoop> loops, Instant now) {
        if (now.isBefore(start.plus(GRACE))) {
            return;
        }
        for (StreamLoop loop : loops) {
            Duration retention = loop.traits().retention();
            Instant end = loop.state().forgetsUnreadAt(retention);
            boolean isNear = !now.isBefore(end.minus(retention.dividedBy(PART)));
            Instant last = told.getOrDefault(loop.stream(), Instant.MIN);
            if (isNear && (last.equals(Instant.MIN) || !now.isBefore(last.plus(PERIOD)))) {
                told.put(loop.stream(), now);
                person.accept(loop.stream() + ": what happened after "
                        + loop.state().readUntil(retention) + " has not been delivered, and the API "
                        + (now.isBefore(end) ? "forgets it from " + end + " on" : "has begun to forget it")
                        + ". 'rollcall status' and 'rollcall check' say what is in the way");
            }
        }
    }
}
