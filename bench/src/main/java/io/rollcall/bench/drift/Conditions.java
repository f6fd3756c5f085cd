package io.rollcall.bench.drift;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is out of the ordinary beside the lateness. */
enum Conditions {
    USUAL,

    /** Four hours of every day the API grants two calls a minute. */
    THROTTLED,

    /** One event in twenty changes, an hour after it became visible on average. */
    REVISED,

    /** A stream with the normal volume, one with little and one with much share the budget and the limit. */
    SHARED;

    private static final double REVISIONS = 0.05;

    Throttle throttle() {
        return this == THROTTLED ? Throttle.DAILY : Throttle.NONE;
    }

    /** The worlds of a trial, the one it is named after first. */
    List<World> worlds(Lateness lateness, Volume volume, Span span, long seed) {
        List<World> worlds = new ArrayList<>();
        worlds.add(World.of(lateness, volume, span, this == REVISED ? REVISIONS : 0, seed));
        if (this == SHARED) {
            worlds.add(World.of(Lateness.PARETO, Volume.LOW, span, 0, seed + 1));
            worlds.add(World.of(Lateness.BIMODAL, Volume.HIGH, span, 0, seed + 2));
        }
        return worlds;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
