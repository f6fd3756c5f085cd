package io.rollcall.engine.drift;

/**
 * How far apart the looks were that found events, by the age at which those became visible: so long they waited at most, and half as
 * long on average. Ages and times in minutes.
 *
 * @param age per class of ages, its middle
 * @param share of the events that become visible at such an age
 * @param minutes between the two looks
 * @param found events this rests on; old ones count for less
 */
public record Waits(double[] age, double[] share, double[] minutes, double found) {

    /** Fewer finds say nothing about a class. */
    static final double FEW = 3;

    private static final double ENOUGH = 100;

    /** Whether enough was found to go by. */
    public boolean isReliable() {
        return found >= ENOUGH;
    }
}
