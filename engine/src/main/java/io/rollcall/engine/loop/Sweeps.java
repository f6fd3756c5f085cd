package io.rollcall.engine.loop;

import io.rollcall.engine.event.Window;
import io.rollcall.engine.plan.Plan;
import io.rollcall.engine.source.Source;
import io.rollcall.engine.source.Sweep;
import io.rollcall.engine.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** The sweeps of a stream, one after the other: how each is begun and ended. Used by one thread at a time. */
final class Sweeps implements AutoCloseable {

    private final Source source;
    private final StreamRecord record;
    private final Pilot pilot;
    private final Reception reception;
    private final LoopSettings settings;
    private final Clock clock;
    private final Executor fetcher;
    private long requestsBefore;
    private @Nullable ActiveSweep underWay;

    Sweeps(
            Source source,
            StreamRecord record,
            Pilot pilot,
            Reception reception,
            LoopSettings settings,
            Clock clock,
            Executor fetcher) {
        this.source = source;
        this.record = record;
        this.pilot = pilot;
        this.reception = reception;
        this.settings = settings;
        this.clock = clock;
        this.fetcher = fetcher;
    }

    Optional<ActiveSweep> underWay() {
        return Optional.ofNullable(underWay);
    }

    /** Begins what a turn asks for; until when to rest, on the API's clock, if that is nothing. */
    Optional<Instant> begin(Turn turn, Instant now) {
        return turn.fold(new Beginning(now));
    }

    /** How each kind of turn begins at a time. */
    private final class Beginning implements Turn.Cases<Optional<Instant>> {

        private final Instant now;

        Beginning(Instant now) {
            this.now = now;
        }

        @Override
        public Optional<Instant> again(Turn.Again turn) {
            return begun(source.reopen(turn.items()), Scope.NONE, Plan.Reason.GAP);
        }

        @Override
        public Optional<Instant> look(Turn.Look turn) {
            pilot.began(record.state(), turn.window(), now);
            return begun(source.open(turn.window(), reception::isSettled), Scope.of(turn.window()), turn.reason());
        }

        @Override
        public Optional<Instant> sample(Turn.Sample turn) {
            Sample sample = new Sample(turn.claimed());
            pilot.began(record.state(), turn.window(), now);
            return begun(
                    source.open(turn.window(), item -> sample.noted(item, reception.isSettled(item))),
                    Scope.sampling(turn.window(), sample),
                    Plan.Reason.SAMPLE);
        }

        @Override
        public Optional<Instant> follow(Turn.Follow turn) {
            pilot.began(record.state(), turn.stretch(), now);
            Optional<String> position = turn.passed().isPresent()
                    ? Optional.empty()
                    : record.state().position();
            return begun(
                    source.follow(position, turn.stretch().from()),
                    Scope.following(turn.covered(), turn.passed()),
                    turn.passed().isPresent() ? Plan.Reason.GAP : Plan.Reason.FRESH);
        }

        @Override
        public Optional<Instant> control(Turn.Control turn) {
            return begun(source.open(turn.window(), reception::isSettled), Scope.NONE, Plan.Reason.GAP);
        }

        @Override
        public Optional<Instant> rest(Turn.Rest turn) {
            return Optional.of(turn.until());
        }

        private Optional<Instant> begun(Sweep opened, Scope scope, Plan.Reason reason) {
            requestsBefore = source.requests().total();
            underWay = new ActiveSweep(
                    new ReadAhead(opened, fetcher, settings.maxBatchBytes()), scope, reason, now, clock.steady());
            return Optional.empty();
        }
    }

    /** Ends the sweep under way, whether it has come to its end or not. */
    void end(ActiveSweep active, Instant now) {
        active.close();
        underWay = null;
        pilot.spent(source.requests().total() - requestsBefore, active.reason(), now);
    }

    /** Whether the sweep under way, if one is, is a sample, which nobody waits for. */
    boolean isSampling() {
        return underWay().flatMap(ActiveSweep::sample).isPresent();
    }

    /** Ends the sweep under way before its end; the window it was to read, if it was to read one and that still has to be read. */
    Optional<Window> abandon(Instant now) {
        ActiveSweep active = underWay;
        if (active == null) {
            return Optional.empty();
        }
        end(active, now);
        pilot.abandoned();
        if (active.sample().isPresent()) {
            pilot.sampleFailed(now);
            return Optional.empty();
        }
        return active.window();
    }

    @Override
    public void close() {
        if (underWay != null) {
            underWay.close();
        }
    }

    /**
     * What a sweep that comes to its end has read.
     *
     * @param window it was to read, if it was to read one
     * @param followed the stretch of which everything visible has been read by following the stream, if it was followed
     * @param passed before which nothing new should be found, if that is being checked
     * @param sample the claim it puts to the test, if it does
     */
    record Scope(
            Optional<Window> window, Optional<Window> followed, Optional<Instant> passed, Optional<Sample> sample) {

        /** Nothing that counts as read. */
        static final Scope NONE = new Scope(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

        static Scope of(Window window) {
            return new Scope(Optional.of(window), Optional.empty(), Optional.empty(), Optional.empty());
        }

        static Scope sampling(Window window, Sample sample) {
            return new Scope(Optional.of(window), Optional.empty(), Optional.empty(), Optional.of(sample));
        }

        static Scope following(Window stretch, Optional<Instant> passed) {
            return new Scope(Optional.empty(), Optional.of(stretch), passed, Optional.empty());
        }
    }
}
