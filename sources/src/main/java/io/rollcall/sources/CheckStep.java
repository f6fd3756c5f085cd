package io.rollcall.sources;

/**
 * One step of a check.
 *
 * @param name what was looked at, for example {@code token}
 * @param outcome how it went
 * @param detail what was found, and where it failed what to do
 */
public record CheckStep(String name, Outcome outcome, String detail) {

    /** How a step went. */
    public enum Outcome {
        OK,
        /** Works, but something is better put right. */
        DOUBTFUL,
        FAILED,
        /** Not tried, because a step before it failed. */
        SKIPPED
    }

    public boolean isFailed() {
        return outcome == Outcome.FAILED;
    }
}
