package io.rollcall.engine.loop;

import io.rollcall.engine.event.Window;
import io.rollcall.engine.ledger.StreamState;
import io.rollcall.engine.plan.Coverage;
import io.rollcall.engine.plan.Plan;
import io.rollcall.engine.source.Item;
import io.rollcall.engine.source.SourceTraits;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The course of a stream: what its next turn is, and what a finished sweep has read. Items and windows that could not be read
 * come before what is planned. Used by one thread at a time.
 */
final class Course {

    private static final Duration FINE = Duration.ofHours(2);
    private static final Duration COARSE = Duration.ofHours(1);
    /** Looks this far in the future are not taken for a clock that was set back. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(1);

    private final StreamRecord record;
    private final Auditor auditor;
    private final SourceTraits traits;
    private final LoopSettings settings;
    private final ApiTime time;
    private final Pilot pilot;
    private final Span span;
    private final Watch watch;
    private final LookBack lookBack;
    private final Following following;
    private final Strays strays;
    private final Ward ward = new Ward();
    private final Backwater backwater = new Backwater();
    /** When this course began, by our steady time: our clock may be set before the API has answered. */
    private final Instant opened;

    private boolean isFirstRun;
    private boolean isUncorrected;
    private boolean endsWithThePresent;
    private boolean isConfined;
    private boolean isPresentRead;
    private @Nullable Instant present;
    private final AtomicReference<Optional<Instant>> wanted = new AtomicReference<>(Optional.empty());

    Course(
            StreamRecord record,
            SourceTraits traits,
            LoopSettings settings,
            ApiTime time,
            Pilot pilot,
            Span span,
            Watch watch,
            Strays strays) {
        this.record = record;
        this.auditor = new Auditor(record);
        this.traits = traits;
        this.settings = settings;
        this.time = time;
        this.pilot = pilot;
        this.span = span;
        this.watch = watch;
        this.strays = strays;
        this.following = new Following(record.stream(), traits, settings);
        this.lookBack = new LookBack(settings, traits.retention());
        this.isFirstRun = record.isNew();
        this.isUncorrected = !isFirstRun
                && !traits.hasPosition()
                && record.state().coverage().stretches().isEmpty();
        this.opened = time.steady();
    }

    /** Reads nothing any more that becomes due after the first contact with the API. */
    void endWithThePresent() {
        endsWithThePresent = true;
    }

    /** Comes to an end like that, and reads nothing outside a period. */
    void confineTo(Window period) {
        endsWithThePresent = true;
        isConfined = true;
        present = period.to();
        if (isFirstRun) {
            isFirstRun = false;
            beginAgainAt(period.from());
        }
    }

    /** Reads older time too, when nothing else is due. Any thread may ask. */
    void backfill(Instant from) {
        wanted.accumulateAndGet(
                Optional.of(from),
                (before, asked) ->
                        before.filter(earlier -> earlier.isBefore(from)).isPresent() ? before : asked);
    }

    /** Whether the state has changed by what was asked for since this was last called. */
    boolean heeds() {
        Optional<Instant> from = wanted.getAndSet(Optional.empty());
        StreamState before = record.state();
        from.ifPresent(earlier -> record.change(before.wanting(earlier)));
        return !record.state().equals(before);
    }

    /** What to do next. */
    Turn next(Instant now) {
        if (record.state().since().isAfter(now)) {
            beginAgainAt(now.minus(settings.initialLookback()));
            isFirstRun &= !time.isKnown();
        }
        watch.retention(record.state(), traits.retention(), now);
        if (traits.hasPosition()) {
            return following.next(record.state(), now);
        }
        List<Item> again = ward.due(record.state(), now);
        if (!again.isEmpty()) {
            return new Turn.Again(again);
        }
        StreamState state = backwater.forget(record.state(), record.forgotten(now, 1), record.notices(), now);
        state = state.withCoverage(state.coverage().until(now.plus(CLOCK_TOLERANCE)))
                .withSelfAudit(state.selfAudit().since(record.forgotten(now, 1)));
        record.change(state);
        Optional<Window> control = strays.due();
        if (control.isPresent()) {
            return new Turn.Control(control.get());
        }
        Optional<Window> setAside = backwater.due(state, now);
        return setAside.isPresent() ? look(setAside.get(), Plan.Reason.GAP) : planned(state, now);
    }

    private Turn planned(StreamState state, Instant now) {
        Instant planTime = present == null ? now : present;
        Coverage coverage = backwater.disguised(state, now);
        Plan plan = pilot.decide(state, coverage, lookBack.schedule(), planTime, span.length(), endsWithThePresent)
                .plan();
        return plan.fold(
                look -> look(look.window(), look.reason()),
                rest -> presentOwed(planTime)
                        .<Turn>map(newest -> look(newest, Plan.Reason.FRESH))
                        .or(() -> spare(state, coverage, now))
                        .orElseGet(() -> new Turn.Rest(rest.until())));
    }

    /** The newest window, if this is a run that comes to an end and has not read it: somebody waits for what is there now. */
    private Optional<Window> presentOwed(Instant now) {
        Instant from = now.minus(lookBack.newest());
        Instant since = record.state().since();
        Instant start = since.isAfter(from) ? since : from;
        return endsWithThePresent && !isPresentRead && start.isBefore(now)
                ? Optional.of(new Window(start, now).last(span.length()))
                : Optional.empty();
    }

    /** What nobody waits for. By the time it is now, also in a run that comes to an end: else what has just been read would be due for ever. */
    private Optional<Turn> spare(StreamState state, Coverage coverage, Instant now) {
        return isConfined
                ? Optional.empty()
                : pilot.spare(state, coverage, now, span.length())
                        .map(decision -> decision.plan()
                                .fold(look -> look(look.window(), look.reason()), rest -> new Turn.Rest(rest.until())));
    }

    private Turn look(Window window, Plan.Reason reason) {
        Window aligned = Alignment.aligned(window, traits.precision(), traits.maxSpan());
        return reason == Plan.Reason.SAMPLE
                ? new Turn.Sample(aligned, window.intersection(aligned).orElse(aligned))
                : new Turn.Look(aligned, reason);
    }

    /** Takes a sweep that came to its end for what it has read. */
    void finished(ActiveSweep sweep, Duration took, Instant now) {
        correctBeginning();
        if (sweep.followed().isPresent()) {
            followed(sweep, sweep.followed().get(), took, now);
        }
        if (sweep.sample().isPresent()) {
            sampled(sweep, sweep.sample().get(), took, now);
        } else if (sweep.window().isPresent()) {
            Window window = sweep.window().get();
            isPresentRead |= sweep.reason() == Plan.Reason.FRESH;
            present = endsWithThePresent && present == null ? sweep.lookedAt() : present;
            span.swept(took, sweep.pages());
            StreamState state = extended(sweep, window, now);
            record.change(backwater.discharge(state, window, record.notices(), now));
            watch.finished(sweep, took, lookBack.newest(), time.skew(), now);
            lookBack.finished(sweep, record.notices(), now);
            pilot.finished(record.state(), sweep.lookedAt(), now);
            pilot.calledTheRoll(sweep.attendance(), window, sweep.lookedAt(), record.keys());
            closeReopened(sweep, window);
            watch.stall(pilot.stall(now), now);
            record.change(record.state().withDrift(pilot.memory()));
        }
    }

    /**
     * Moves the beginning to where it is on the API's clock, which is known by the end of the first sweep. If an earlier run was cut
     * off before that, its beginning was taken from a clock that may have been wrong, and counts only if it was the earlier one.
     */
    private void correctBeginning() {
        if (isFirstRun || isUncorrected) {
            Instant beginning = time.at(opened).minus(settings.initialLookback());
            Instant since = record.state().since();
            beginAgainAt(isFirstRun || beginning.isBefore(since) ? beginning : since);
            isFirstRun = false;
            isUncorrected = false;
        }
    }

    /** Whatever was visible at the first request of a sweep that came to the stream's end has been read, whenever it happened. */
    private void followed(ActiveSweep sweep, Window stretch, Duration took, Instant now) {
        following.caughtUp(now, endsWithThePresent && sweep.events() > 0);
        record.change(extended(sweep, stretch, now));
        watch.finished(sweep, took, lookBack.newest(), time.skew(), now);
        pilot.finished(record.state(), sweep.lookedAt(), now);
        watch.stall(pilot.stall(now), now);
        record.change(record.state().withDrift(pilot.memory()));
    }

    /**
     * A sample is no look of the schedule: it leaves the coverage as it is, which would else fall into pieces. That is kept so says
     * less than is true, which is never wrong.
     */
    private void sampled(ActiveSweep sweep, Sample sample, Duration took, Instant now) {
        Window window = sweep.window().orElse(sample.claimed());
        span.swept(took, sweep.pages());
        pilot.finished(record.state(), sweep.lookedAt(), now);
        pilot.calledTheRoll(sweep.attendance(), window, sweep.lookedAt(), record.keys());
        if (auditor.finished(sample, sweep.attendance().absent(), sweep.lookedAt())) {
            pilot.takenBackTo(sample.claimed().from());
        }
        pilot.sampled();
        closeReopened(sweep, window);
        watch.stall(pilot.stall(now), now);
        record.change(record.state().withDrift(pilot.memory()));
    }

    private void closeReopened(ActiveSweep sweep, Window window) {
        record.change(
                record.state().withSelfAudit(record.state().selfAudit().read(window, sweep.finds(), sweep.lookedAt())));
    }

    /**
     * Moves the beginning to where the first answer has shown it is on the API's clock. One in the future was taken from a clock that
     * was ahead: nothing would be read until then.
     */
    private void beginAgainAt(Instant since) {
        if (!since.equals(record.state().since())) {
            record.change(record.state().beginningAgainAt(since));
            pilot.beginAgain();
        }
    }

    /**
     * The state with a finished sweep, and without what the API has forgotten; nothing after the sweep's first request counts as
     * read, whatever window it asked for.
     */
    private StreamState extended(ActiveSweep sweep, Window window, Instant now) {
        StreamState before = record.state();
        Instant end = sweep.lookedAt().isBefore(window.to()) ? sweep.lookedAt() : window.to();
        if (!window.from().isBefore(end)) {
            return before;
        }
        Instant horizon = now.minus(traits.retention());
        Instant dropped = before.coverage()
                .newestLook()
                .map(look -> look.minus(traits.retention()))
                .orElse(horizon);
        StreamState extended =
                before.withCoverage(before.coverage().swept(new Window(window.from(), end), sweep.lookedAt()));
        record.notary().leaving(extended, pilot.known(), dropped, horizon);
        return extended.withCoverage(extended.coverage().compacted(horizon, coarseBefore(now), COARSE))
                .backfilled(horizon);
    }

    /** What is read every few minutes keeps its exact looks; a merged stretch would seem stale at once. */
    private Instant coarseBefore(Instant now) {
        return now.minus(lookBack.newest()).minus(FINE);
    }
}
