package io.rollcall.engine.source;

import java.time.Duration;
import java.util.Objects;

/**
 * What a definition knows about its API that the engine must respect.
 *
 * @param retention how far back the API remembers
 * @param maxSpan the longest window one query may ask for
 * @param precision the granularity of window bounds; windows are cut at multiples of it
 * @param continuationLife how long a page token stays valid; no sweep may run longer
 * @param documentedLateness the vendor's figure for the 95th percentile of drift
 * @param revisions what to do with a record that changed
 * @param lookAhead how far beyond the present a window may end, to catch events stamped by a clock that runs ahead
 * @param isToldLower whether the API is told where a window begins; if not, older records come with it
 * @param isToldUpper whether the API is told where a window ends; if not, newer records come with it
 * @param hasPosition whether the stream is followed by a position of the API's own ({@link Page#position()}) instead of windows
 */
public record SourceTraits(
        Duration retention,
        Duration maxSpan,
        Duration precision,
        Duration continuationLife,
        Duration documentedLateness,
        Revisions revisions,
        Duration lookAhead,
        boolean isToldLower,
        boolean isToldUpper,
        boolean hasPosition) {

    /** Traits of an API that is asked for windows with both their bounds. */
    public SourceTraits(
            Duration retention,
            Duration maxSpan,
            Duration precision,
            Duration continuationLife,
            Duration documentedLateness,
            Revisions revisions,
            Duration lookAhead) {
        this(
                retention,
                maxSpan,
                precision,
                continuationLife,
                documentedLateness,
                revisions,
                lookAhead,
                true,
                true,
                false);
    }

    /** What to do with a record that comes back under a known key with other content. */
    public enum Revisions {
        /** Deliver it again, marked as a revision. */
        DELIVER,
        /** Count it and leave it. */
        IGNORE
    }

    public SourceTraits {
        requirePositive("retention", retention);
        requirePositive("maxSpan", maxSpan);
        requirePositive("precision", precision);
        requirePositive("continuationLife", continuationLife);
        requirePositive("documentedLateness", documentedLateness);
        Objects.requireNonNull(revisions, "revisions");
        Objects.requireNonNull(lookAhead, "lookAhead");
    }

    /** The same traits for an API that remembers for another time. */
    public SourceTraits retaining(Duration other) {
        return new SourceTraits(
                other,
                maxSpan,
                precision,
                continuationLife,
                documentedLateness,
                revisions,
                lookAhead,
                isToldLower,
                isToldUpper,
                hasPosition);
    }

    private static void requirePositive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + " must be positive: " + value);
        }
    }
}
