package io.rollcall.engine.loop;

import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.event.Window;
import io.rollcall.engine.ledger.CommitOutcome;
import io.rollcall.engine.ledger.Counters;
import io.rollcall.engine.ledger.Ledger;
import io.rollcall.engine.ledger.StreamState;
import io.rollcall.engine.loop.Outcome.Kind;
import io.rollcall.engine.notice.NoticeCode;
import io.rollcall.engine.plan.Tariff;
import io.rollcall.engine.sink.DeadLetters;
import io.rollcall.engine.sink.Delivery;
import io.rollcall.engine.sink.Receipt;
import io.rollcall.engine.sink.Sink;
import io.rollcall.engine.source.Page;
import io.rollcall.engine.source.RequestCounts;
import io.rollcall.engine.source.Source;
import io.rollcall.engine.source.SourceFault;
import io.rollcall.engine.source.SourceTraits;
import io.rollcall.engine.time.Backoff;
import io.rollcall.engine.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The loop of one stream, made of steps. A step handles a page: plan, fetch, compare with the memory, deliver, and, after the
 * sink's receipt, commit. The next pages are fetched meanwhile; those that come faster than they can be committed are handled
 * together, four at most and as many as fit into a batch. Nothing is remembered before it has been accepted; a page advances the sweep, and only
 * a finished sweep advances the coverage; so a crash anywhere repeats at most the pages in flight, of one step.
 *
 * <p>Used by one thread at a time.
 */
public final class StreamLoop implements Loop {

    private static final double LONE_CALLS_PER_MINUTE = 3;
    private static final double LONE_LIMIT_PER_MINUTE = 30;

    private final Source source;
    private final Sink sink;
    private final DeadLetters deadLetters;
    private final LoopSettings settings;
    private final Clock clock;

    private final ApiTime time;
    private final StreamRecord record;
    private final Pilot pilot;
    private final Course course;
    private final Reception reception;
    private final Setbacks setbacks;
    private final Pulse pulse;
    private final Backoff sinkBackoff;
    private final Backoff ledgerBackoff;
    private final Sweeps sweeps;
    private boolean prepared;
    private @Nullable Shipment shipment;

    /** A loop that shares its API's limit with no other. */
    public StreamLoop(
            StreamId stream,
            Source source,
            Sink sink,
            Ledger ledger,
            DeadLetters deadLetters,
            LoopSettings settings,
            Clock clock,
            Executor fetcher,
            DoubleSupplier random) {
        this(
                stream,
                source,
                sink,
                ledger,
                deadLetters,
                settings,
                new Tariff(LONE_CALLS_PER_MINUTE, LONE_LIMIT_PER_MINUTE),
                clock,
                fetcher,
                random);
    }

    /**
     * @param tariff what a call costs, the same for all streams that share a limit
     * @param fetcher fetches the next pages while the present ones are processed
     * @param random numbers from 0 to 1, for jitter and for the choice of samples
     */
    public StreamLoop(
            StreamId stream,
            Source source,
            Sink sink,
            Ledger ledger,
            DeadLetters deadLetters,
            LoopSettings settings,
            Tariff tariff,
            Clock clock,
            Executor fetcher,
            DoubleSupplier random) {
        this.source = source;
        this.sink = sink;
        this.deadLetters = deadLetters;
        this.settings = settings;
        this.clock = clock;
        SourceTraits traits = source.traits();
        this.time = new ApiTime(source, clock);
        this.record =
                new StreamRecord(stream, ledger, traits.retention(), clock.now().minus(settings.initialLookback()));
        this.pilot = new Pilot(record.state(), traits, settings, tariff, random);
        this.pulse = new Pulse(record, pilot, settings.heartbeat());
        Watch watch = new Watch(record.notices(), settings);
        Span span = new Span(traits);
        Strays strays = new Strays(traits);
        this.course = new Course(record, traits, settings, time, pilot, span, watch, strays);
        this.reception = new Reception(record, traits, settings, pilot, watch, strays);
        this.sweeps = new Sweeps(source, record, pilot, reception, settings, clock, fetcher);
        this.setbacks = new Setbacks(
                record, pilot, span, watch, new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5), random));
        this.sinkBackoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1), random);
        this.ledgerBackoff = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(10), random);
    }

    @Override
    public StreamId stream() {
        return record.stream();
    }

    @Override
    public Optional<StreamLoop> active() {
        return Optional.of(this);
    }

    @Override
    public void endWithThePresent() {
        course.endWithThePresent();
    }

    /** Lets this loop read a period and nothing else, whatever the first run would begin with, and come to an end. To be called before the first step. */
    public void confineTo(Window period) {
        course.confineTo(period);
    }

    /**
     * Reads older time too, down to a moment or as far back as the API remembers, whenever nothing else is due. It is kept in the
     * ledger by the next step, and goes on after a restart. Any thread may ask.
     *
     * @throws IllegalStateException if the stream is followed by a position, which leads only forward
     */
    public void backfill(Instant from) {
        if (source.traits().hasPosition()) {
            throw new IllegalStateException(stream() + " is followed by a position, which leads only forward");
        }
        course.backfill(from);
    }

    /** Tells first of all that the loop before this one failed. To be called before a step; what is on its way goes first. */
    void follows(String failure) {
        record.notices().raise(NoticeCode.INTERNAL_FAILURE, failure, time.now());
        if (shipment == null) {
            Optional<Shipment> unused = takeNotices();
        }
    }

    /** The stream's state as last committed: nothing in it that has not been accepted. Any thread may ask. */
    public StreamState state() {
        return record.committed();
    }

    @Override
    public RequestCounts requests() {
        return source.requests();
    }

    @Override
    public SourceTraits traits() {
        return source.traits();
    }

    /** Whether nothing is on its way that has not been accepted and committed. */
    boolean isBetweenPages() {
        return shipment == null && !record.isUncertain();
    }

    /** Whether its last commit may be durable or not; the next step makes it again. */
    boolean isUncertain() {
        return record.isUncertain();
    }

    @Override
    public Outcome step() throws InterruptedException {
        Optional<CommitOutcome> again = record.commitAgain();
        if (again.isPresent()) {
            return after(again.get());
        }
        if (shipment != null) {
            return ship(shipment);
        }
        Optional<ActiveSweep> underWay = sweeps.underWay();
        try {
            if (underWay.isEmpty()) {
                return begin();
            }
            ActiveSweep active = underWay.get();
            List<Page> pages = active.next();
            setbacks.over();
            return pages.isEmpty() ? finish(active) : process(active, pages);
        } catch (SourceFault fault) {
            return recover(fault);
        }
    }

    private Outcome begin() throws SourceFault, InterruptedException {
        if (!prepared) {
            source.prepare();
            prepared = true;
        }
        Instant now = time.now();
        if (course.heeds()) {
            Outcome heeded = after(record.commit(Map.of(), now));
            if (heeded.kind() != Kind.WORKED) {
                return heeded;
            }
        }
        pulse.beat(now);
        return sweeps.begin(course.next(now), now)
                .map(until -> rest(until, now))
                .orElseGet(this::worked);
    }

    private Outcome rest(Instant until, Instant now) {
        return takeNotices().isPresent()
                ? worked()
                : new Outcome(Kind.IDLE, clock.steady().plus(Duration.between(now, until)));
    }

    /** What notices there are, to be shipped now or by the next step. */
    private Optional<Shipment> takeNotices() {
        List<Delivery> unsent = record.notices().takeUnsent();
        if (unsent.isEmpty()) {
            return Optional.empty();
        }
        Shipment notices = new Shipment(unsent, Map.of(), settings.maxBatchBytes());
        shipment = notices;
        return Optional.of(notices);
    }

    private Outcome process(ActiveSweep active, List<Page> pages) throws InterruptedException {
        Optional<Shipment> taken = reception.take(active, pages);
        if (taken.isEmpty()) {
            return worked();
        }
        shipment = taken.get();
        return ship(taken.get());
    }

    private Outcome ship(Shipment next) throws InterruptedException {
        while (!next.isDelivered()) {
            if (!record.isHeld()) {
                return waitingForLedger();
            }
            Optional<Receipt.TryLater> stopped = next.shipNext(sink, deadLetters);
            if (stopped.isPresent()) {
                record.notices()
                        .raise(NoticeCode.SINK_UNREACHABLE, stopped.get().reason(), time.now());
                Duration wait = stopped.get().after().orElseGet(sinkBackoff::next);
                return new Outcome(Kind.WAITING_FOR_SINK, clock.steady().plus(wait));
            }
        }
        sinkBackoff.reset();
        record.notices().clear(NoticeCode.SINK_UNREACHABLE, time.now());
        record.change(record.state().counting(next.refused()));
        shipment = null;
        return after(record.commit(next.keys(), time.now()));
    }

    private Outcome finish(ActiveSweep active) {
        Instant now = time.now();
        sweeps.end(active, now);
        course.finished(active, active.took(clock.steady()), now);
        record.change(record.state().counting(new Counters(0, 0, 0, 0, 0, 0, 1)));
        return after(record.commit(Map.of(), time.now()));
    }

    /** What a step came to that ended with a commit. */
    private Outcome after(CommitOutcome outcome) {
        return switch (outcome) {
            case DURABLE -> {
                ledgerBackoff.reset();
                yield worked();
            }
            case UNCERTAIN -> waitingForLedger();
            case SUPERSEDED -> new Outcome(Kind.STANDING_BY, clock.steady());
        };
    }

    private Outcome waitingForLedger() {
        return new Outcome(Kind.WAITING_FOR_LEDGER, clock.steady().plus(ledgerBackoff.next()));
    }

    private Outcome recover(SourceFault fault) throws InterruptedException {
        Instant now = time.now();
        pulse.beat(now);
        setbacks.report(fault, now);
        boolean isKept = setbacks.keepsSweep(fault) && !sweeps.isSampling();
        Optional<Window> abandoned = isKept ? Optional.empty() : sweeps.abandon(time.now());
        Duration wait = setbacks.answer(fault, abandoned, now);
        prepared &= !Setbacks.undoesPreparation(fault);
        Optional<Shipment> notices = takeNotices();
        if (notices.isPresent()) {
            Outcome told = ship(notices.get());
            if (told.kind() == Kind.STANDING_BY) {
                return told;
            }
        }
        return new Outcome(Kind.WAITING_FOR_SOURCE, clock.steady().plus(wait));
    }

    private Outcome worked() {
        return new Outcome(Kind.WORKED, clock.steady());
    }

    @Override
    public void close() {
        sweeps.close();
        source.close();
    }
}
