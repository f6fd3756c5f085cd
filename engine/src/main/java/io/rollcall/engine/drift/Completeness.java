package io.rollcall.engine.drift;

/**
 * How far a stream's record is complete: before {@code through}, the share of events the API has not shown yet is expected to
 * stay below the bound this is stated at. Only grows, unless a surprise shows that it went too far.
 *
 * @param through on the API's clock, in milliseconds since the epoch
 * @param reopened how often it had to be taken back
 */
record Completeness(long through, int reopened) {

    Completeness advancedTo(long candidate) {
        return new Completeness(Math.max(through, candidate), reopened);
    }

    /** As it is if the clock turns out to have been ahead. */
    Completeness notAfter(long now) {
        return through <= now ? this : new Completeness(now, reopened);
    }

    Completeness takenBackTo(long candidate) {
        return candidate < through ? new Completeness(candidate, reopened + 1) : this;
    }
}
