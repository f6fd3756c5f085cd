package io.rollcall.engine.loop;

import io.rollcall.engine.drift.DriftModel;
import io.rollcall.engine.drift.LatenessPrior;
import io.rollcall.engine.ledger.StreamState;
import io.rollcall.engine.plan.AdaptiveSettings;
import io.rollcall.engine.plan.Coverage;
import io.rollcall.engine.plan.Decision;
import io.rollcall.engine.plan.Outlook;
import io.rollcall.engine.plan.Plan;
import io.rollcall.engine.plan.Tariff;
import io.rollcall.engine.source.SourceTraits;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleSupplier;

/**
 * What a loop would do next and come to in the long run, as far as its stream's state tells.
 *
 * @param decision what it would read now, or until when it would rest
 * @param model what is known of the stream's drift
 * @param outlook calls and delays to be expected
 * @param use calls per minute lately, of all streams that share the limit
 */
public record Prospect(Decision decision, DriftModel model, Outlook outlook, double use) {

    /** What a stream has learned of its drift; empty if that is nothing yet. */
    public static Optional<DriftModel> learned(StreamState state, SourceTraits traits) {
        return DriftModel.fromBytes(prior(traits), state.drift().model());
    }

    static LatenessPrior prior(SourceTraits traits) {
        return new LatenessPrior(traits.documentedLateness(), traits.retention());
    }

    /**
     * The prospect of a stream.
     *
     * @param tariff of its rate scope
     * @param callsPerMinute the stream's part of what the scope may use
     * @param random numbers from 0 to 1, for the choice of a sample
     */
    public static Prospect of(
            StreamState state,
            SourceTraits traits,
            LoopSettings settings,
            Tariff tariff,
            double callsPerMinute,
            Instant now,
            DoubleSupplier random) {
        Pilot pilot = new Pilot(state, traits, settings, tariff, random);
        Coverage coverage = new Backwater().disguised(state, now);
        Duration longest = new Span(traits).length();
        Decision due = pilot.decide(state, coverage, settings.schedule(), now, longest, false);
        Decision decision = due.plan() instanceof Plan.Rest
                ? pilot.spare(state, coverage, now, longest).orElse(due)
                : due;
        DriftModel model = pilot.model(state, now);
        Outlook outlook = settings.adaptive()
                .map(adaptive -> Outlook.measured(model, adaptive, tariff.use(), tariff.target())
                        .map(measured -> measured.sharing(callsPerMinute))
                        .orElseGet(() -> Outlook.of(model, adaptive, callsPerMinute)))
                .orElseGet(() -> Outlook.of(model, settings.schedule()));
        return new Prospect(decision, model, outlook, tariff.use());
    }

    /**
     * Calls per minute, of all streams that share the limit, with which nineteen events in twenty of this one wait no longer than a delay;
     * empty if no number does.
     *
     * @param streams that share the limit
     */
    public OptionalDouble callsFor(AdaptiveSettings settings, Duration delay, int streams) {
        if (Outlook.measured(model, settings, use, use).isPresent()) {
            return Outlook.measuredCallsFor(model, settings, use, delay);
        }
        OptionalDouble alone = Outlook.callsFor(model, settings, delay);
        return alone.isPresent() ? OptionalDouble.of(streams * alone.getAsDouble()) : alone;
    }
}
