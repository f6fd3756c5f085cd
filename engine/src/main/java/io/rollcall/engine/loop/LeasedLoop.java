package io.rollcall.engine.loop;

import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.ledger.Lease;
import io.rollcall.engine.ledger.Leases;
import io.rollcall.engine.ledger.Ledger;
import io.rollcall.engine.ledger.LedgerUnreachable;
import io.rollcall.engine.loop.Outcome.Kind;
import io.rollcall.engine.source.RequestCounts;
import io.rollcall.engine.source.RequestTally;
import io.rollcall.engine.source.SourceTraits;
import io.rollcall.engine.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The loop of a stream that several collectors could collect: stands by until it has the stream's lease, then begins from what the
 * ledger says, and drops all it holds in memory when the lease is lost. While it cannot be known whether it is lost nothing is delivered.
 */
public final class LeasedLoop implements Loop {

    private static final Duration LOOK_EVERY = Duration.ofMillis(250);
    private static final Duration TRY_EVERY = Duration.ofSeconds(1);

    private final StreamId stream;
    private final SourceTraits traits;
    private final Leases leases;
    private final Function<Ledger, StreamLoop> opener;
    private final Clock clock;
    private boolean isToEnd;
    private boolean isAtEnd;
    private final RequestTally requestsBefore = new RequestTally();
    private Outcome last = new Outcome(Kind.STANDING_BY, Instant.MIN);
    private volatile @Nullable Tenure tenure;

    /** A lease, and the loop that works under it. */
    private record Tenure(Lease lease, StreamLoop loop) {}

    /** @param opener makes the loop that works while the lease is held, on the ledger it is given */
    public LeasedLoop(
            StreamId stream, SourceTraits traits, Leases leases, Function<Ledger, StreamLoop> opener, Clock clock) {
        this.stream = stream;
        this.traits = traits;
        this.leases = leases;
        this.opener = opener;
        this.clock = clock;
    }

    @Override
    public StreamId stream() {
        return stream;
    }

    @Override
    public SourceTraits traits() {
        return traits;
    }

    @Override
    public Optional<StreamLoop> active() {
        return Optional.ofNullable(tenure).map(Tenure::loop);
    }

    @Override
    public RequestCounts requests() {
        return requestsBefore.sum().plus(active().map(StreamLoop::requests).orElse(RequestCounts.NONE));
    }

    @Override
    public void endWithThePresent() {
        isToEnd = true;
    }

    @Override
    public Outcome step() throws InterruptedException {
        try {
            Tenure current = tenure;
            return current == null ? begin() : step(current);
        } catch (LedgerUnreachable e) {
            drop();
            return due(Kind.WAITING_FOR_LEDGER, TRY_EVERY);
        }
    }

    private Outcome begin() {
        if (isAtEnd) {
            return due(Kind.IDLE, TRY_EVERY);
        }
        Optional<Lease> taken = leases.take(stream);
        if (taken.isEmpty()) {
            return due(Kind.STANDING_BY, LOOK_EVERY);
        }
        StreamLoop loop = opener.apply(taken.get().ledger());
        if (isToEnd) {
            loop.endWithThePresent();
        }
        tenure = new Tenure(taken.get(), loop);
        last = due(Kind.WORKED, Duration.ZERO);
        return last;
    }

    private Outcome step(Tenure current) throws InterruptedException {
        StreamLoop loop = current.loop();
        return switch (current.lease().standing()) {
            case LOST -> dropped();
            case DOUBTFUL -> loop.isUncertain() ? stepped(current) : due(Kind.WAITING_FOR_LEDGER, LOOK_EVERY);
            case RECALLED -> loop.isBetweenPages() ? givenBack(current) : whenDue(current);
            case HELD -> whenDue(current);
        };
    }

    /** The loop's own step when it is due; until then, a look at the lease now and then. */
    private Outcome whenDue(Tenure current) throws InterruptedException {
        Outcome outcome = last.due().isAfter(clock.steady()) ? last : stepped(current);
        Instant look = clock.steady().plus(TRY_EVERY);
        return isToEnd || !outcome.due().isAfter(look) ? outcome : new Outcome(outcome.kind(), look);
    }

    private Outcome stepped(Tenure current) throws InterruptedException {
        last = current.loop().step();
        if (last.kind() == Kind.STANDING_BY) {
            return dropped();
        }
        if (last.kind() == Kind.IDLE && isToEnd) {
            isAtEnd = true;
            drop();
            current.lease().giveBack();
        }
        return last;
    }

    private Outcome givenBack(Tenure current) {
        drop();
        current.lease().giveBack();
        return due(Kind.STANDING_BY, LOOK_EVERY);
    }

    private Outcome dropped() {
        drop();
        return due(Kind.STANDING_BY, LOOK_EVERY);
    }

    private void drop() {
        Tenure dropped = tenure;
        if (dropped != null) {
            requestsBefore.add(dropped.loop().requests());
            tenure = null;
            dropped.loop().close();
        }
    }

    private Outcome due(Kind kind, Duration wait) {
        return new Outcome(kind, clock.steady().plus(wait));
    }

    /** Gives the lease back, so that another collector can go on at once. */
    @Override
    public void close() {
        Tenure current = tenure;
        drop();
        if (current != null) {
            current.lease().giveBack();
        }
    }
}
