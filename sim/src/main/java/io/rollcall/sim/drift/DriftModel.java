package io.rollcall.sim.drift;

import io.rollcall.sim.random.Draws;
import java.time.Duration;
import java.util.List;

/**
 * Model of API drift: how late events become visible and how load varies, all in simulated time counted from the start
 * of the simulation. Immutable.
 *
 * @param name name for command lines and reports
 * @param lateness distribution of visible time minus event time
 * @param load factor on the event rate
 * @param highestLoad bound on {@code load}; at least 1
 */
public record DriftModel(String name, LatenessLaw lateness, LoadProfile load, double highestLoad) {
    public DriftModel {
        if (highestLoad < 1) {
            throw new IllegalArgumentException("highest load must be at least 1, but is " + highestLoad);
        }
    }

    /** Model with that lateness and an even load. */
    public static DriftModel of(String name, LatenessLaw lateness) {
        return new DriftModel(name, lateness, LoadProfile.EVEN, 1);
    }

    /** Model of that name; {@link #names()} lists them. */
    public static DriftModel named(String name) {
        return DriftModels.catalogue().stream()
                .filter(model -> model.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "no drift model is called '" + name + "'; choose one of " + String.join(", ", names())));
    }

    public static List<String> names() {
        return DriftModels.catalogue().stream().map(DriftModel::name).toList();
    }

    /** Lateness of one event, cut to milliseconds and never negative. */
    public Duration latenessOf(Duration sinceStart, Draws draws) {
        Duration drawn = lateness.of(sinceStart, draws);
        return drawn.isNegative() ? Duration.ZERO : Duration.ofMillis(drawn.toMillis());
    }
}
