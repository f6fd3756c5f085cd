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
import io.rollcall.engine.plan.Coverage;
import io.rollcall.engine.plan.Plan;
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
    private static final Duration FINE = Duration.ofHours(2);
    private static final Duration COARSE = Duration.ofHours(1);
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
    private final Ward ward;
    private volatile StreamState state;
    private Duration span;
    private boolean isFirstRun;
    private boolean prepared;
    private @Nullable ActiveSweep sweep;
    private @Nullable Shipment shipment;

    /**
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
        this.ward = new Ward();
        this.span = min(source.traits().maxSpan(), Duration.ofHours(6));
    }

    public StreamId stream() {
        return stream;
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
        List<Item> again = ward.due(state, now);
        if (!again.isEmpty()) {
            sweep = new ActiveSweep(source.reopen(again), Optional.empty(), Plan.Reason.GAP, now, fetcher);
            return worked();
        }
        warnOfRetention(now);
        Plan plan = settings.schedule()
                .next(state.coverage(), state.since(), now, source.traits().retention(), span);
        return plan.fold(look -> open(look.window(), look.reason(), now), rest -> rest(rest.until(), now));
    }

    private void warnOfRetention(Instant now) {
        Duration retention = source.traits().retention();
        Instant oldest = max(state.since(), now.minus(retention));
        boolean isNear = oldest.isBefore(now)
                && state.coverage().gaps(new Window(oldest, now)).stream()
                        .anyMatch(gap -> Duration.between(gap.from(), now)
                                        .multipliedBy(5)
                                        .compareTo(retention.multipliedBy(4))
                                > 0);
        if (isNear && retention.compareTo(settings.initialLookback()) > 0) {
            notices.raise(
                    "retention_near",
                    "Events not read yet are older than four fifths of the " + retention
                            + " the API remembers; it may forget them before they are read.",
                    now);
        } else {
            notices.clear("retention_near", now);
        }
    }

    private Outcome open(Window planned, Plan.Reason reason, Instant now) {
        Window window = Alignment.widened(planned, source.traits().precision());
        sweep = new ActiveSweep(source.open(window, this::isSettled), Optional.of(window), reason, now, fetcher);
        return worked();
    }

    private Outcome rest(Instant until, Instant now) {
        List<Delivery> unsent = notices.takeUnsent();
        if (!unsent.isEmpty()) {
            shipment = new Shipment(unsent, Map.of(), settings.maxBatchBytes());
            return worked();
        }
        return new Outcome(Kind.IDLE, clock.now().plus(Duration.between(now, until)));
    }

    private Outcome process(ActiveSweep active, Page page) throws InterruptedException {
        Intake intake = Intake.of(stream, page, memory, source.traits().revisions(), state.coverage());
        active.checkInside(page).ifPresent(message -> notices.raise("filter_ignored", message, page.requestedAt()));
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
        intake.lateness().stream()
                .map(bounds -> bounds.atLeast())
                .max(Duration::compareTo)
                .filter(late -> late.compareTo(settings.driftLimit()) > 0)
                .ifPresent(late -> notices.raise(
                        "drift_exceeded",
                        "Events became visible more than " + late + " after they happened; the limit is "
                                + settings.driftLimit() + ".",
                        page.requestedAt()));
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
            notices.raise("sink_unreachable", stopped.get().reason(), apiNow());
            Duration wait = stopped.get().after().orElseGet(sinkBackoff::next);
            return new Outcome(Kind.WAITING_FOR_SINK, clock.now().plus(wait));
        }
        sinkBackoff.reset();
        notices.clear("sink_unreachable", apiNow());
        state = state.counting(next.refused());
        commit(next.keys());
        shipment = null;
        return worked();
    }

    private Outcome finish(ActiveSweep active) throws InterruptedException {
        active.close();
        sweep = null;
        Instant now = apiNow();
        if (isFirstRun) {
            isFirstRun = false;
            state = state.beginningAgainAt(now.minus(settings.initialLookback()));
        }
        if (active.window().isPresent()) {
            adaptSpan(active, now);
            state = state.withCoverage(extended(active, active.window().get(), now));
            watch(active, now);
        }
        state = state.counting(new Counters(0, 0, 0, 0, 0, 0, 1));
        for (FaultCode code : FaultCode.values()) {
            notices.clear(code.label(), now);
        }
        checkClock(now);
        commit(Map.of());
        return worked();
    }

    /** The coverage with a finished sweep; nothing after its first request counts as read, whatever window it asked for. */
    private Coverage extended(ActiveSweep active, Window window, Instant now) {
        Instant end = active.lookedAt().isBefore(window.to()) ? active.lookedAt() : window.to();
        if (!window.from().isBefore(end)) {
            return state.coverage();
        }
        return state.coverage()
                .swept(new Window(window.from(), end), active.lookedAt())
                .compacted(now.minus(source.traits().retention()), now.minus(FINE), COARSE);
    }

    private void watch(ActiveSweep active, Instant now) {
        Duration every = settings.schedule().tiers().get(0).every();
        Duration took = Duration.between(active.startedAt(), now);
        if (active.events() > 0) {
            notices.clear("empty_result", now);
        } else if (active.reason() == Plan.Reason.FRESH) {
            notices.raise(
                    "empty_result",
                    "The last " + settings.schedule().tiers().get(0).lookBack()
                            + " hold no event at all: the source is quiet, stalled, or later than this window.",
                    now);
        }
        if (active.reason() == Plan.Reason.FRESH && took.compareTo(every) > 0) {
            notices.raise(
                    "slow_run", "Reading the newest window took " + took + ", its interval is " + every + ".", now);
        } else if (active.reason() == Plan.Reason.FRESH) {
            notices.clear("slow_run", now);
        }
    }

    /** Longer windows while sweeps are quick, shorter ones when a page token might not live to the end. */
    private void adaptSpan(ActiveSweep active, Instant now) {
        Duration took = Duration.between(active.startedAt(), now);
        Duration life = source.traits().continuationLife();
        if (took.multipliedBy(2).compareTo(life) > 0) {
            span = max(span.dividedBy(2), source.traits().precision());
        } else if (took.multipliedBy(8).compareTo(life) < 0) {
            span = min(span.multipliedBy(2), source.traits().maxSpan());
        }
    }

    private void checkClock(Instant now) {
        Duration skew = source.clockOffset().orElse(Duration.ZERO);
        if (skew.abs().compareTo(settings.clockSkewLimit()) > 0) {
            notices.raise(
                    "clock_skew", "The API's clock and ours differ by " + skew + "; check this machine's time.", now);
        } else {
            notices.clear("clock_skew", now);
        }
    }

    private Outcome recover(SourceFault fault) {
        String words = fault.vendorWords().isEmpty() ? "" : " The API says: " + fault.vendorWords();
        notices.raise(fault.code().label(), fault.getMessage() + words, apiNow());
        boolean keepsSweep =
                fault.recovery() == Recovery.RETRY && sweep != null && sourceBackoff.failures() < MAX_RETRIES;
        if (!keepsSweep && sweep != null) {
            sweep.close();
            sweep = null;
        }
        switch (fault.recovery()) {
            case SHRINK_WINDOW, RESTART_SWEEP ->
                span = max(span.dividedBy(2), source.traits().precision());
            case SUSPEND -> prepared = false;
            case RETRY, QUARANTINE_ITEM, DROP_ITEM -> {}
        }
        prepared &= fault.code() != FaultCode.SUBSCRIPTION_DISABLED;
        Duration backoff = sourceBackoff.next();
        Duration wait = fault.retryAfter().orElse(fault.recovery() == Recovery.SUSPEND ? suspension(backoff) : backoff);
        tellNow();
        return new Outcome(Kind.WAITING_FOR_SOURCE, clock.now().plus(wait));
    }

    private static Duration suspension(Duration backoff) {
        return min(backoff.multipliedBy(60), LONG_WAIT);
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
        ledger.commit(new Commit(
                stream, now, keys, state, now.minus(source.traits().retention().multipliedBy(2))));
        memory.committed(keys);
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
        return new Outcome(Kind.WORKED, clock.now());
    }

    private static Instant max(Instant left, Instant right) {
        return left.isAfter(right) ? left : right;
    }

    private static Duration min(Duration left, Duration right) {
        return left.compareTo(right) < 0 ? left : right;
    }

    private static Duration max(Duration left, Duration right) {
        return left.compareTo(right) > 0 ? left : right;
    }

    @Override
    public void close() {
        if (sweep != null) {
            sweep.close();
        }
        source.close();
    }
}
