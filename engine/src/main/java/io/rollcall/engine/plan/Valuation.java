package io.rollcall.engine.plan;

import io.rollcall.engine.drift.DriftModel;

/** An estimate of what there is to be had by reading the cells of a model's timeline. */
public interface Valuation {

    /**
     * Appraises every cell.
     *
     * @param now in milliseconds since the epoch
     * @param delay to be filled: how long the events a look would find have been waiting, summed, in event-minutes
     * @param heat to be filled: the part of that which the law of lateness does not explain
     * @param finds to be filled: how many events a look would find
     */
    void appraise(DriftModel model, long now, double[] delay, double[] heat, double[] finds);
}
