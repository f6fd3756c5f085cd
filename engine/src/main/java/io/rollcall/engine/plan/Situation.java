package io.rollcall.engine.plan;

import io.rollcall.engine.drift.DriftModel;
import io.rollcall.engine.event.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * All a planner goes by.
 *
 * @param model what is known of the stream's events, brought up to {@code now}
 * @param coverage what has been read; what is set aside looks as if it had just been
 * @param setAside windows not to be read now
 * @param since where the stream begins
 * @param now the API's present
 * @param maxSpan the longest window one sweep may read
 * @param price what a call costs
 */
public record Situation(
        DriftModel model,
        Coverage coverage,
        List<Window> setAside,
        Instant since,
        Instant now,
        Duration maxSpan,
        Price price) {

    public Situation {
        setAside = List.copyOf(setAside);
    }
}
