package io.rollcall.engine.loop;

import io.rollcall.engine.drift.DriftModel;
import io.rollcall.engine.drift.Flicker;
import io.rollcall.engine.drift.LatenessPrior;
import io.rollcall.engine.drift.Tally;
import io.rollcall.engine.event.Window;
import io.rollcall.engine.ledger.DriftMemory;
import io.rollcall.engine.ledger.StreamState;
import io.rollcall.engine.ledger.Unreadable;
import io.rollcall.engine.plan.AdaptivePlanner;
import io.rollcall.engine.plan.Coverage;
import io.rollcall.engine.plan.Decision;
import io.rollcall.engine.plan.Demand;
import io.rollcall.engine.plan.ExpectedDelay;
import io.rollcall.engine.plan.FixedPlanner;
import io.rollcall.engine.plan.FixedSchedule;
import io.rollcall.engine.plan.Motive;
import io.rollcall.engine.plan.Plan;
import io.rollcall.engine.plan.Price;
import io.rollcall.engine.plan.Sampling;
import io.rollcall.engine.plan.Situation;
import io.rollcall.engine.plan.Stretch;
import io.rollcall.engine.plan.Tariff;
import io.rollcall.engine.selfaudit.Reopened;
import io.rollcall.engine.source.Page;
import io.rollcall.engine.source.SourceTraits;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a stream reads next, and learns its drift from what was read. The coverage stays the truth of what has been read:
 * a stretch it lacks is read even if the model takes it for known. Used by one thread at a time.
 */
final class Pilot {

    private static final int PAGE_SIZE = 1000;

    /** Younger stretches without coverage are simply the present. */
    private static final Duration PRESENT = Duration.ofMinutes(30);

    private final SourceTraits traits;
    private final LatenessPrior prior;
    private final Optional<AdaptivePlanner> adaptive;
    private final Tariff tariff;
    private final Optional<Demand> demand;
    private @Nullable DriftModel model;
    private @Nullable Tally tally;
    private final Sampling sampling;
    private final DoubleSupplier random;
    /** Where in the past the next sample lies, from 0 to 1; a sample that fails is taken there again. */
    private @Nullable Double place;

    private Optional<Instant> failedSample = Optional.empty();
    private Flicker flicker;

    /** @param random numbers from 0 to 1, for the choice of samples */
    Pilot(StreamState state, SourceTraits traits, LoopSettings settings, Tariff tariff, DoubleSupplier random) {
        this.traits = traits;
        this.prior = Prospect.prior(traits);
        this.adaptive = settings.adaptive().map(each -> new AdaptivePlanner(each, new ExpectedDelay()));
        this.tariff = tariff;
        this.demand = settings.adaptive().map(each -> new Demand(each, tariff));
        this.sampling = settings.sampling();
        this.random = random;
        this.model = Prospect.learned(state, traits).orElse(null);
        this.flicker = Flicker.fromBytes(state.drift().flicker());
        Price.fromBytes(state.drift().price()).ifPresent(tariff::resume);
    }

    /** Forgets what was learned: the stream begins elsewhere. */
    void beginAgain() {
        model = null;
    }

    /** The model; a new one knows what was read, but not what was found. */
    DriftModel model(StreamState state, Instant now) {
        if (model != null) {
            return model;
        }
        DriftModel fresh = DriftModel.starting(state.since(), prior, PAGE_SIZE).at(now);
        for (Stretch stretch : state.coverage().stretches()) {
            fresh = fresh.knowing(stretch.window(), stretch.lookedAt());
        }
        return fresh;
    }

    /**
     * What to read next.
     *
     * @param coverage what has been read; what is set aside looks as if it had just been
     * @param schedule followed unless the stream is planned by its drift
     * @param maxSpan the longest window one sweep may read
     * @param isLastChance whether nothing may be put off to spare the API
     */
    Decision decide(
            StreamState state,
            Coverage coverage,
            FixedSchedule schedule,
            Instant now,
            Duration maxSpan,
            boolean isLastChance) {
        DriftModel present = model(state, now).at(now, maxSpan);
        List<Window> setAside =
                state.unreadable().stream().map(Unreadable::window).toList();
        for (Window window : setAside) {
            present = present.unread(window);
        }
        DriftModel then = present;
        model = then;
        demand.ifPresent(each -> each.reckon(then, now));
        Price price = tariff.at(now, then.eventsPerMinute());
        Situation situation = new Situation(
                then, coverage, setAside, state.since(), now, maxSpan, isLastChance ? price.unhurried() : price);
        Decision decision =
                adaptive.isPresent() ? adaptive.get().next(situation) : new FixedPlanner(schedule).next(situation);
        return decision.plan() instanceof Plan.Rest
                ? unread(situation, state.backfill().orElse(state.since())).orElse(decision)
                : decision;
    }

    /** The newest stretch the coverage lacks, older time that is wanted included. A planner has no reason to leave it, and no right to. */
    private Optional<Decision> unread(Situation situation, Instant beginning) {
        Instant horizon = situation.now().minus(traits.retention());
        Instant from = beginning.isAfter(horizon) ? beginning : horizon;
        Instant to = situation.now().minus(PRESENT);
        if (!from.isBefore(to) || !situation.price().allowsCatchingUp()) {
            return Optional.empty();
        }
        return situation.coverage().gaps(new Window(from, to)).stream()
                .reduce((earlier, later) -> later)
                .map(gap -> new Decision(
                        new Plan.Look(gap.last(situation.maxSpan()), Plan.Reason.GAP),
                        new Motive.Unread(Duration.between(gap.to(), situation.now()))));
    }

    /**
     * What to read when nothing is due, if calls are to spare: what was said to be complete and was not, or a sample of what is said to
     * be.
     */
    Optional<Decision> spare(StreamState state, Coverage coverage, Instant now, Duration maxSpan) {
        DriftModel present = model(state, now).at(now, maxSpan);
        Price price = tariff.at(now, present.eventsPerMinute());
        if (adaptive.isPresent() ? !price.hasSpare() : !price.allowsCatchingUp()) {
            return Optional.empty();
        }
        List<Window> excluded = Stream.concat(
                        state.unreadable().stream().map(Unreadable::window),
                        state.selfAudit().reopened().stream().map(Reopened::window))
                .toList();
        Situation situation = new Situation(present, coverage, excluded, state.since(), now, maxSpan, price);
        return state.selfAudit()
                .due(now)
                .map(window -> new Decision(
                        new Plan.Look(window.first(maxSpan), Plan.Reason.REREAD),
                        new Motive.Reopened(Duration.between(window.to(), now))))
                .or(() -> sample(situation, state));
    }

    private Optional<Decision> sample(Situation situation, StreamState state) {
        if (sampling.perDay() == 0) {
            return Optional.empty();
        }
        Double drawn = place == null ? Double.valueOf(random.getAsDouble()) : place;
        place = drawn;
        Instant readUntil = state.readUntil(traits.retention());
        Instant complete = situation.model().completeThrough();
        Optional<Instant> last = Stream.concat(state.selfAudit().lastSample().stream(), failedSample.stream())
                .max(Instant::compareTo);
        return sampling.next(situation, complete.isBefore(readUntil) ? complete : readUntil, last, drawn);
    }

    /** The next sample is taken elsewhere. */
    void sampled() {
        place = null;
    }

    /** Puts the sample off that could not be read to its end. */
    void sampleFailed(Instant now) {
        failedSample = Optional.of(now);
    }

    /** Learns that the record is not complete from an instant on. */
    void takenBackTo(Instant through) {
        DriftModel known = model;
        model = known == null ? null : known.takenBackTo(through);
    }

    /** Begins to count a sweep. */
    void began(StreamState state, Window window, Instant now) {
        DriftModel known = model(state, now);
        model = known;
        tally = known.tally(window);
    }

    /** Counts the page that an intake has just taken; an item counts as one record at the time it was listed. */
    void received(Page page, Intake intake) {
        Tally counting = tally;
        if (counting == null) {
            return;
        }
        if (page.item().isPresent()) {
            counting.add(page.item().get().listedAt(), true);
            return;
        }
        for (int i = 0; i < page.events().size(); i++) {
            boolean isNew = intake.isNew(i);
            page.events().get(i).position().ifPresent(position -> counting.add(position, isNew));
        }
        counting.endPage();
    }

    /**
     * Learns from a sweep that came to its end.
     *
     * @param lookedAt when its first request was sent, on the API's clock
     */
    void finished(StreamState state, Instant lookedAt, Instant now) {
        Tally counted = tally;
        tally = null;
        if (counted != null) {
            model = model(state, now).after(counted, lookedAt);
        }
    }

    /** Learns which known events a sweep that came to its end has left out. */
    void calledTheRoll(Attendance attendance, Window window, Instant lookedAt, KeyMemory memory) {
        flicker = attendance.judged(flicker, window, lookedAt, memory, traits.retention());
    }

    /** Learns nothing from a sweep that did not. */
    void abandoned() {
        tally = null;
    }

    void spent(long calls, Plan.Reason reason, Instant now) {
        tariff.spent((int) Math.min(calls, Integer.MAX_VALUE), reason == Plan.Reason.GAP, now);
    }

    void throttled(Instant now) {
        tariff.throttled(now);
    }

    /** Why nothing new is seen, if the source is stalled. */
    Optional<String> stall(Instant now) {
        DriftModel known = model;
        if (known == null || !known.isStalled()) {
            return Optional.empty();
        }
        return Optional.of("The API answers, but nothing new has become visible since " + known.lastFind()
                + "; at this hour of the week "
                + String.format(Locale.ROOT, "%.1f", known.usualRate(now))
                + " events a minute are usual. Nothing is learned from this time, and the record is not said to be"
                + " complete beyond " + known.completeThrough() + ".");
    }

    /** What is known of the drift; empty before anything is. */
    Optional<DriftModel> known() {
        return Optional.ofNullable(model);
    }

    /** All that must survive a restart. */
    DriftMemory memory() {
        DriftModel known = model;
        return new DriftMemory(
                known == null ? new byte[0] : known.toBytes(),
                tariff.last().map(Price::toBytes).orElse(new byte[0]),
                flicker.toBytes());
    }
}
