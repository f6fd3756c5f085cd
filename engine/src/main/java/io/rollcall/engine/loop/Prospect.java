package io.rollcall.engine.loop;

import io.rollcall.engine.drift.DriftModel;
import io.rollcall.engine.ledger.StreamState;
import io.rollcall.engine.plan.AdaptiveSettings;
import io.rollcall.engine.plan.Decision;
import io.rollcall.engine.plan.Outlook;
import io.rollcall.engine.plan.Tariff;
import io.rollcall.engine.source.SourceTraits;
import java.time.Instant;

/**
 * What a loop would do next and come to in the long run, as far as its stream's state tells.
 *
 * @param decision what it would read now, or until when it would rest
 * @param model what is known of the stream's drift
 * @param outlook calls and delays to be expected
 */
public record Prospect(Decision decision, DriftModel model, Outlook outlook) {

    /**
     * The prospect of a stream.
     *
     * @param tariff of its rate scope
     * @param callsPerMinute the stream's part of what the scope may use
     */
    public static Prospect of(
            StreamState state,
            SourceTraits traits,
            LoopSettings settings,
            Tariff tariff,
            double callsPerMinute,
            Instant now) {
        Pilot pilot = new Pilot(state, traits, settings.adaptive(), tariff);
        Decision decision = pilot.decide(
                state,
                new Backwater().disguised(state, now),
                settings.schedule(),
                now,
                new Span(traits).length(),
                false);
        DriftModel model = pilot.model(state, now);
        Outlook outlook = settings.adaptive()
                .map(adaptive -> Outlook.of(model, adaptive, calls(model, adaptive, tariff, callsPerMinute)))
                .orElseGet(() -> Outlook.of(model, settings.schedule()));
        return new Prospect(decision, model, outlook);
    }

    /** What keeps the delay asked for, if one is, as far as may be; otherwise the stream's share. */
    private static double calls(DriftModel model, AdaptiveSettings settings, Tariff tariff, double share) {
        return settings.targetDelay()
                .map(target -> Math.min(
                        tariff.most(), Outlook.callsFor(model, settings, target).orElse(tariff.most())))
                .orElse(share);
    }
}
