package io.rollcall.engine.loop;

import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.ledger.LedgerFailure;
import io.rollcall.engine.loop.Outcome.Kind;
import io.rollcall.engine.source.RequestCounts;
import io.rollcall.engine.source.RequestTally;
import io.rollcall.engine.source.SourceTraits;
import io.rollcall.engine.time.Backoff;
import io.rollcall.engine.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/**
 * The loop of a stream, begun again from what the ledger says when it fails in a way nobody foresaw, so that the other streams go on. What
 * the loop that failed had in memory is dropped: as after a crash, at most the pages in flight are repeated. Only a ledger that fails ends it.
 */
public final class SupervisedLoop implements Loop {

    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    /** A loop that has lasted so long has recovered from what came before. */
    private static final Duration RECOVERED = Duration.ofMinutes(15);

    private final Supplier<Loop> opener;
    private final Clock clock;
    private final Consumer<String> person;
    private final Backoff backoff;
    private final RequestTally requestsBefore = new RequestTally();
    private volatile Loop current;
    private Instant begun;
    private boolean isBroken;
    private boolean isToEnd;
    private Optional<String> untold = Optional.empty();

    /**
     * Begins.
     *
     * @param opener makes the loop, from what the ledger says
     * @param person is told of failures
     * @param random numbers from 0 to 1, for jitter
     */
    public SupervisedLoop(Supplier<Loop> opener, Clock clock, Consumer<String> person, DoubleSupplier random) {
        this.opener = opener;
        this.clock = clock;
        this.person = person;
        this.backoff = new Backoff(FIRST_WAIT, LONGEST_WAIT, random);
        this.current = opener.get();
        this.begun = clock.steady();
    }

    @Override
    public StreamId stream() {
        return current.stream();
    }

    @Override
    public SourceTraits traits() {
        return current.traits();
    }

    @Override
    public Optional<StreamLoop> active() {
        return current.active();
    }

    @Override
    public RequestCounts requests() {
        return requestsBefore.sum().plus(current.requests());
    }

    @Override
    public void endWithThePresent() {
        isToEnd = true;
        current.endWithThePresent();
    }

    @Override
    public Outcome step() throws InterruptedException {
        try {
            if (isBroken) {
                beginAgain();
            }
            tell();
            return current.step();
        } catch (LedgerFailure e) {
            throw e;
        } catch (RuntimeException e) {
            return failed(e);
        }
    }

    private void beginAgain() {
        Loop fresh = opener.get();
        if (isToEnd) {
            fresh.endWithThePresent();
        }
        requestsBefore.add(current.requests());
        current = fresh;
        begun = clock.steady();
        isBroken = false;
    }

    /** Lets the loop say that the one before it failed, as soon as it is at work. */
    private void tell() {
        Optional<StreamLoop> working = active();
        if (untold.isPresent() && working.isPresent()) {
            working.get().follows(untold.get());
            untold = Optional.empty();
        }
    }

    private Outcome failed(RuntimeException failure) {
        if (!isBroken) {
            isBroken = true;
            drop(failure);
        }
        if (!begun.plus(RECOVERED).isAfter(clock.steady())) {
            backoff.reset();
        }
        Duration wait = backoff.next();
        String said = "Collecting failed in a way that is a mistake in Rollcall: " + failure + place(failure)
                + ". It begins again from the ledger; nothing is lost";
        untold = Optional.of(said);
        person.accept(stream() + ": " + said);
        return new Outcome(Kind.WAITING_FOR_SOURCE, clock.steady().plus(wait));
    }

    private void drop(RuntimeException failure) {
        try {
            current.close();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    private static String place(RuntimeException failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        return trace.length == 0 ? "" : " at " + trace[0];
    }

    @Override
    public void close() {
        if (!isBroken) {
            current.close();
        }
    }
}
