package io.rollcall.engine.loop;

import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.event.Window;
import io.rollcall.engine.ledger.Commit;
import io.rollcall.engine.ledger.Counters;
import io.rollcall.engine.ledger.KeySpace;
import io.rollcall.engine.ledger.Ledger;
import io.rollcall.engine.ledger.Shelf;
import io.rollcall.engine.ledger.StreamState;
import io.rollcall.engine.loop.Outcome.Kind;
import io.rollcall.engine.memory.Bucket;
import io.rollcall.engine.memory.KeyChunk;
import io.rollcall.engine.memory.Novelty;
import io.rollcall.engine.notice.NoticeBoard;
import io.rollcall.engine.notice.NoticeCode;
import io.rollcall.engine.plan.Coverage;
import io.rollcall.engine.plan.FixedSchedule;
import io.rollcall.engine.plan.Plan;
import io.rollcall.engine.plan.Tariff;
import io.rollcall.engine.sink.DeadLetters;
import io.rollcall.engine.sink.Delivery;
import io.rollcall.engine.sink.Receipt;
import io.rollcall.engine.sink.Sink;
import io.rollcall.engine.source.FaultCode;
import io.rollcall.engine.source.Item;
import io.rollcall.engine.source.Page;
import io.rollcall.engine.source.Recovery;
import io.rollcall.engine.source.Source;
import io.rollcall.engine.source.SourceFault;
import io.rollcall.engine.source.Sweep;
import io.rollcall.engine.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The loop of one stream, made of steps. A step handles one page: plan, fetch, compare with the memory, deliver, and, after the
 * sink's receipt, commit. The next page is fetched meanwhile. Nothing is remembered before it has been accepted; a page
 * advances the sweep, and only a finished sweep advances the coverage; so a crash anywhere repeats at most the page in flight.
 *
 * <p>Used by one thread at a time.
 */
public final class StreamLoop implements AutoCloseable {

    private static final long MAX_CACHED_KEYS = 8_000_000;
    private static final int MAX_RETRIES = 8;
    private static final double LONE_CALLS_PER_MINUTE = 3;
    private static final double LONE_LIMIT_PER_MINUTE = 30;
    private static final Duration FINE = Duration.ofHours(2);
    private static final Duration COARSE = Duration.ofHours(1);
    private static final Duration SHRINK_WAIT = Duration.ofSeconds(1);
    /** Looks this far in the future are not taken for a clock that was set back. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(1);

    private static final Duration LONG_WAIT = Duration.ofMinutes(15);

    private final StreamId stream;
    private final Source source;
    private final Sink sink;
    private final Ledger ledger;
    private final DeadLetters deadLetters;
    private final LoopSettings settings;
    private final Clock clock;
    private final Executor fetcher;

    private final KeyMemory memory;
    private final NoticeBoard notices;
    private final Backoff sourceBackoff;
    private final Backoff sinkBackoff;
    private final Ward ward = new Ward();
    private final Backwater backwater = new Backwater();
    private final Watch watch;
    private final Span span;
    private final Pilot pilot;
    private volatile StreamState state;
    private int emptyInARow;
    private boolean isFirstRun;
    private boolean endsWithThePresent;
    private @Nullable Instant present;
    private long requestsBefore;
    private boolean prepared;
    private @Nullable ActiveSweep sweep;
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
     * @param fetcher runs the fetch of the next page while the present one is processed
     * @param random numbers from 0 to 1, for jitter
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
        this.stream = stream;
        this.source = source;
        this.sink = sink;
        this.ledger = ledger;
        this.deadLetters = deadLetters;
        this.settings = settings;
        this.clock = clock;
        this.fetcher = fetcher;
        this.memory = new KeyMemory(stream, ledger, MAX_CACHED_KEYS);
        Optional<StreamState> known = ledger.state(stream);
        this.isFirstRun = known.isEmpty();
        this.state = known.orElseGet(() -> StreamState.beginningAt(clock.now().minus(settings.initialLookback())));
        this.notices = new NoticeBoard(stream, state.notices());
        this.sourceBackoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5), random);
        this.sinkBackoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1), random);
        this.watch = new Watch(notices, settings);
        this.span = new Span(source.traits());
        this.pilot = new Pilot(state, source.traits(), settings.adaptive(), tariff);
    }

    public StreamId stream() {
        return stream;
    }

    /**
     * Lets this loop come to an end: it reads what is due at its first contact with the API, and then is idle, even if more has
     * become due meanwhile.
     */
    public void endWithThePresent() {
        endsWithThePresent = true;
    }

    /** The stream's state as last committed. */
    public StreamState state() {
        return state;
    }

    /**
     * Makes one step.
     *
     * @throws io.rollcall.engine.ledger.LedgerFailure if the ledger cannot be read or written; the loop must then stop
     */
    public Outcome step() throws InterruptedException {
        if (shipment != null) {
            return ship(shipment);
        }
        ActiveSweep active = sweep;
        try {
            if (active == null) {
                return begin();
            }
            Optional<Page> page = active.next();
            sourceBackoff.reset();
            return page.isPresent() ? process(active, page.get()) : finish(active);
        } catch (SourceFault fault) {
            return recover(fault);
        }
    }

    private Outcome begin() throws SourceFault, InterruptedException {
        if (!prepared) {
            source.prepare();
            prepared = true;
        }
        Instant now = apiNow();
        if (state.since().isAfter(now)) {
            beginAgainAt(now.minus(settings.initialLookback()));
            isFirstRun &= source.clockOffset().isEmpty();
        }
        List<Item> again = ward.due(state, now);
        if (!again.isEmpty()) {
            return start(source.reopen(again), Optional.empty(), Plan.Reason.GAP, now);
        }
        watch.retention(state, source.traits().retention(), now);
        state = backwater.forget(state, forgotten(now, 1), notices, now);
        state = state.withCoverage(state.coverage().until(now.plus(CLOCK_TOLERANCE)));
        Optional<Window> setAside = backwater.due(state, now);
        if (setAside.isPresent()) {
            return open(setAside.get(), Plan.Reason.GAP, now);
        }
        Instant planned = present == null ? now : present;
        Plan plan = pilot.decide(
                        state, backwater.disguised(state, now), schedule(), planned, span.length(), endsWithThePresent)
                .plan();
        return plan.fold(look -> open(look.window(), look.reason(), now), rest -> rest(rest.until(), now));
    }

    /** The user's schedule, looking back further after results without any event, if the user wants that. */
    private FixedSchedule schedule() {
        Duration lookBack = settings.schedule().tiers().get(0).lookBack();
        Duration room = source.traits().retention().minus(lookBack);
        Duration wanted = settings.widenBy().multipliedBy(emptyInARow);
        return settings.schedule().widened(room.isNegative() ? Duration.ZERO : min(wanted, room));
    }

    private Outcome open(Window planned, Plan.Reason reason, Instant now) {
        Window window = Alignment.aligned(
                planned, source.traits().precision(), source.traits().maxSpan());
        pilot.began(state, window, now);
        return start(source.open(window, this::isSettled), Optional.of(window), reason, now);
    }

    private Outcome start(Sweep opened, Optional<Window> window, Plan.Reason reason, Instant now) {
        requestsBefore = source.requests();
        sweep = new ActiveSweep(opened, window, reason, now, fetcher);
        return worked();
    }

    private Outcome rest(Instant until, Instant now) {
        List<Delivery> unsent = notices.takeUnsent();
        if (!unsent.isEmpty()) {
            shipment = new Shipment(unsent, Map.of(), settings.maxBatchBytes());
            return worked();
        }
        return new Outcome(Kind.IDLE, clock.steady().plus(Duration.between(now, until)));
    }

    private Outcome process(ActiveSweep active, Page page) throws InterruptedException {
        Intake intake = Intake.of(stream, page, memory, source.traits().revisions(), state.coverage());
        pilot.received(page, intake);
        active.checkInside(page, source.traits().precision())
                .ifPresent(message -> notices.raise(NoticeCode.FILTER_IGNORED, message, page.requestedAt()));
        Map<Shelf, KeyChunk> keys = new HashMap<>(intake.keys());
        page.failure()
                .ifPresentOrElse(
                        fault -> {
                            state = ward.admit(state, page, fault, notices);
                            if (ward.isGone(page, fault)) {
                                page.item().ifPresent(item -> keys.put(shelfOf(item), settled(item)));
                            }
                        },
                        () -> page.item().ifPresent(item -> {
                            state = ward.discharge(state, item, notices, page.requestedAt());
                            keys.put(shelfOf(item), settled(item));
                        }));
        watch.drift(intake.lateness(), page.requestedAt());
        state = state.counting(intake.counters()).withLateness(state.lateness().with(intake.lateness()));
        if (keys.isEmpty() && page.failure().isEmpty()) {
            return worked();
        }
        List<Delivery> deliveries = new java.util.ArrayList<>(intake.deliveries());
        deliveries.addAll(notices.takeUnsent());
        Shipment next = new Shipment(deliveries, keys, settings.maxBatchBytes());
        shipment = next;
        return ship(next);
    }

    private Outcome ship(Shipment next) throws InterruptedException {
        Optional<Receipt.TryLater> stopped = next.ship(sink, deadLetters);
        if (stopped.isPresent()) {
            notices.raise(NoticeCode.SINK_UNREACHABLE, stopped.get().reason(), apiNow());
            Duration wait = stopped.get().after().orElseGet(sinkBackoff::next);
            return new Outcome(Kind.WAITING_FOR_SINK, clock.steady().plus(wait));
        }
        sinkBackoff.reset();
        notices.clear(NoticeCode.SINK_UNREACHABLE, apiNow());
        state = state.counting(next.refused());
        commit(next.keys());
        shipment = null;
        return worked();
    }

    private Outcome finish(ActiveSweep active) throws InterruptedException {
        Instant now = apiNow();
        end(active, now);
        if (isFirstRun) {
            isFirstRun = false;
            beginAgain(source.clockOffset().orElse(Duration.ZERO));
        }
        if (active.window().isPresent()) {
            Window window = active.window().get();
            present = endsWithThePresent && present == null ? active.lookedAt() : present;
            span.swept(Duration.between(active.startedAt(), now), active.pages());
            state = backwater.discharge(state.withCoverage(extended(active, window, now)), window, notices, now);
            countEmpty(active, now);
            pilot.finished(state, active.lookedAt(), now);
            watch.stall(pilot.stall(now), now);
            state = state.withDrift(pilot.memory());
        }
        state = state.counting(new Counters(0, 0, 0, 0, 0, 0, 1));
        commit(Map.of());
        return worked();
    }

    /** Moves the beginning by what the first answer has shown of the API's clock. */
    private void beginAgain(Duration offset) {
        if (!offset.isZero()) {
            beginAgainAt(state.since().plus(offset));
        }
    }

    /** Moves the beginning. One in the future was taken from a clock that was ahead: nothing would be read until then. */
    private void beginAgainAt(Instant since) {
        state = state.beginningAgainAt(since);
        pilot.beginAgain();
    }

    /** What is read every few minutes keeps its exact looks; a merged stretch would seem stale at once. */
    private Instant coarseBefore(Instant now) {
        return now.minus(schedule().tiers().get(0).lookBack()).minus(FINE);
    }

    private void countEmpty(ActiveSweep active, Instant now) {
        Duration lookBack = schedule().tiers().get(0).lookBack();
        watch.finished(active, lookBack, source.clockOffset().orElse(Duration.ZERO), now);
        if (active.events() > 0) {
            emptyInARow = 0;
        } else if (active.readsThePresent() && !settings.widenBy().isZero()) {
            emptyInARow++;
            notices.tell(
                    NoticeCode.WINDOW_WIDENED,
                    "The next window looks back " + schedule().tiers().get(0).lookBack() + ".",
                    now);
        }
    }

    /** The coverage with a finished sweep; nothing after its first request counts as read, whatever window it asked for. */
    private Coverage extended(ActiveSweep active, Window window, Instant now) {
        Instant end = active.lookedAt().isBefore(window.to()) ? active.lookedAt() : window.to();
        if (!window.from().isBefore(end)) {
            return state.coverage();
        }
        return state.coverage()
                .swept(new Window(window.from(), end), active.lookedAt())
                .compacted(now.minus(source.traits().retention()), coarseBefore(now), COARSE);
    }

    private Outcome recover(SourceFault fault) {
        Instant now = apiNow();
        watch.fault(fault, now);
        if (fault.code() == FaultCode.THROTTLED) {
            pilot.throttled(now);
        }
        boolean keepsSweep = fault.recovery() == Recovery.RETRY && sourceBackoff.failures() < MAX_RETRIES;
        Optional<Window> abandoned = keepsSweep ? Optional.empty() : abandon();
        Duration backoff = fault.code() == FaultCode.BUDGET_SPENT ? Duration.ZERO : sourceBackoff.next();
        Duration wait =
                switch (fault.recovery()) {
                    case SHRINK_WINDOW, RESTART_SWEEP -> smaller(fault, abandoned, now) ? SHRINK_WAIT : backoff;
                    case SUSPEND -> min(backoff.multipliedBy(60), LONG_WAIT);
                    case RETRY, QUARANTINE_ITEM, DROP_ITEM -> backoff;
                };
        prepared &= fault.recovery() != Recovery.SUSPEND && fault.code() != FaultCode.SUBSCRIPTION_DISABLED;
        tellNow();
        return new Outcome(
                Kind.WAITING_FOR_SOURCE, clock.steady().plus(fault.retryAfter().orElse(wait)));
    }

    /** Ends the sweep under way; the window it was to read, if it was to read one. */
    private Optional<Window> abandon() {
        ActiveSweep active = sweep;
        if (active == null) {
            return Optional.empty();
        }
        end(active, apiNow());
        pilot.abandoned();
        return active.window();
    }

    private void end(ActiveSweep active, Instant now) {
        active.close();
        sweep = null;
        pilot.spent(source.requests() - requestsBefore, active.reason(), now);
    }

    /** Makes the windows smaller, or sets aside one that cannot be; true if going on at once makes sense. */
    private boolean smaller(SourceFault fault, Optional<Window> abandoned, Instant now) {
        span.shrink();
        if (abandoned.isPresent() && fault.recovery() == Recovery.SHRINK_WINDOW) {
            if (!span.isSmallest(abandoned.get().length())) {
                sourceBackoff.reset();
                return true;
            }
            if (backwater.hasRoom(state, abandoned.get())) {
                state = backwater.admit(state, abandoned.get(), fault.getMessage(), notices, now);
                return true;
            }
        }
        return false;
    }

    /** Lets the notices go out with the next step, whatever the source does. */
    private void tellNow() {
        List<Delivery> unsent = notices.takeUnsent();
        if (!unsent.isEmpty()) {
            shipment = new Shipment(unsent, Map.of(), settings.maxBatchBytes());
        }
    }

    private void commit(Map<Shelf, KeyChunk> keys) {
        Instant now = apiNow();
        state = state.withNotices(notices.open());
        ledger.commit(new Commit(stream, now, keys, state, forgotten(now, 2)));
        memory.committed(keys);
    }

    /**
     * So many retentions ago. Reckoned from the newest finished look at the latest, since to forget is final, and before the API
     * has answered nothing but a clock that may be wrong says what time it is.
     */
    private Instant forgotten(Instant now, int retentions) {
        return state.coverage()
                .newestLook()
                .map(look -> look.isBefore(now) ? look : now)
                .map(known -> known.minus(source.traits().retention().multipliedBy(retentions)))
                .orElse(Instant.EPOCH);
    }

    private boolean isSettled(Item item) {
        return memory.on(shelfOf(item)).novelty(item.key(), 0) != Novelty.NEW || ward.holds(state, item);
    }

    private static KeyChunk settled(Item item) {
        return KeyChunk.of(List.of(new KeyChunk.Entry(item.key(), 0)));
    }

    private static Shelf shelfOf(Item item) {
        return new Shelf(KeySpace.ITEM, Bucket.of(item.listedAt()));
    }

    private Instant apiNow() {
        return clock.now().plus(source.clockOffset().orElse(Duration.ZERO));
    }

    private Outcome worked() {
        return new Outcome(Kind.WORKED, clock.steady());
    }

    private static Duration min(Duration left, Duration right) {
        return left.compareTo(right) < 0 ? left : right;
    }

    @Override
    public void close() {
        if (sweep != null) {
            sweep.close();
        }
        source.close();
    }
}
