package io.rollcall.engine.plan;

/** Decides what a stream reads next. Pure: equal situations give equal decisions. */
public interface Planner {

    Decision next(Situation situation);
}
