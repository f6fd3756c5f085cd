package io.rollcall.engine.drift;

/**
 * How many events of a stretch of time the API has not shown yet, as far as the law of lateness tells.
 *
 * @param expected their expected number
 * @param atMost that number if events are as late as the evidence allows with 95 % confidence
 */
public record Shortfall(double expected, double atMost) {

    /** Nothing is missing. */
    public static final Shortfall NONE = new Shortfall(0, 0);

    public Shortfall plus(Shortfall more) {
        return new Shortfall(expected + more.expected, atMost + more.atMost);
    }

    Shortfall times(double part) {
        return new Shortfall(expected * part, atMost * part);
    }
}
