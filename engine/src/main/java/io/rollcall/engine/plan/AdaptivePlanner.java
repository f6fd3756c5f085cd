package io.rollcall.engine.plan;

/**
 * Reads a window as soon as the delay that is expected to have piled up in it is worth the calls it takes, at the price of a call.
 * What is about to be forgotten, the newest events and windows that have waited too long are read whatever they are worth; what
 * was never read is read from the newest on, in pieces.
 */
public final class AdaptivePlanner implements Planner {

    private final AdaptiveSettings settings;
    private final Valuation valuation;

    public AdaptivePlanner(AdaptiveSettings settings, Valuation valuation) {
        this.settings = settings;
        this.valuation = valuation;
    }

    @Override
    public Decision next(Situation situation) {
        Deliberation deliberation = new Deliberation(settings, situation, new Appraisal(situation, valuation));
        return deliberation
                .lastCall()
                .or(deliberation::newest)
                .or(deliberation::overdue)
                .or(deliberation::worthwhile)
                .or(deliberation::unread)
                .orElseGet(deliberation::rest);
    }
}
