package io.rollcall.engine.plan;

import java.time.Duration;
import java.util.Optional;

/**
 * How the adaptive planner behaves beyond what the model and the price say.
 *
 * @param longestPause the newest events are asked for at least this often
 * @param shortestPause and at most this often
 * @param growth no window waits longer than about this times its age when last read …
 * @param youngest … or this age, if it was younger
 * @param frugality what a needless page of records costs, in calls
 * @param chunk the most calls one look may take, unless it cannot be cut smaller
 * @param targetDelay how long nineteen events in twenty may wait to be read; if empty, that is left to the budget
 */
public record AdaptiveSettings(
        Duration longestPause,
        Duration shortestPause,
        double growth,
        Duration youngest,
        double frugality,
        int chunk,
        Optional<Duration> targetDelay) {

    public AdaptiveSettings {
        if (longestPause.compareTo(shortestPause) < 0) {
            throw new IllegalArgumentException(
                    "the longest pause must not be shorter than the shortest: " + longestPause + ", " + shortestPause);
        }
        if (!(growth > 0) || chunk < 1 || !(frugality >= 0)) {
            throw new IllegalArgumentException("growth and chunk must be positive, frugality not negative");
        }
    }

    public static AdaptiveSettings standard() {
        return new AdaptiveSettings(
                Duration.ofMinutes(3), Duration.ofSeconds(10), 1, Duration.ofMinutes(30), 0.1, 10, Optional.empty());
    }

    /** These settings with a delay to keep, or none. */
    public AdaptiveSettings withTarget(Optional<Duration> delay) {
        return new AdaptiveSettings(longestPause, shortestPause, growth, youngest, frugality, chunk, delay);
    }
}
