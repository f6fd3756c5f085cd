package io.rollcall.engine.drift;

import java.time.Duration;

/**
 * The part of a model that must survive a restart. Immutable.
 *
 * @param since where the stream begins
 * @param evidence of lateness
 * @param held evidence since the last find; dropped if it turns out that the source was stalled
 * @param timeline cells
 * @param rhythm events per hour of the week
 * @param rhythmUntil up to where events have been counted for the rhythm
 * @param rate events per minute lately
 * @param pageSize records per request
 * @param silence time without finds
 * @param completeness how far the record is complete
 * @param refreshedAt when old evidence last faded
 * @param reviewedAt when completeness was last reviewed
 */
record Learned(
        long since,
        Evidence evidence,
        Evidence held,
        Timeline timeline,
        Rhythm rhythm,
        long rhythmUntil,
        double rate,
        PageSize pageSize,
        Silence silence,
        Completeness completeness,
        long refreshedAt,
        long reviewedAt) {

    static Learned nothing(long since, AgeBins bins, int pageSize) {
        return new Learned(
                since,
                Evidence.none(bins),
                Evidence.none(bins),
                Timeline.from(since),
                Rhythm.unknown(),
                since,
                1,
                new PageSize(pageSize),
                Silence.NONE,
                new Completeness(since, 0),
                since,
                since);
    }

    /** As it is if the clock turns out to have been ahead: nothing is later than the present. */
    Learned rewoundTo(long now) {
        return new Learned(
                since,
                evidence,
                held,
                now < timeline.start() ? Timeline.from(Math.max(since, now)) : timeline.rewoundTo(now),
                rhythm,
                Math.min(rhythmUntil, now),
                rate,
                pageSize,
                silence.rewoundTo(now),
                completeness.notAfter(now),
                Math.min(refreshedAt, now),
                Math.min(reviewedAt, now));
    }

    /** With cells for all that the API remembers, up to the present. */
    Learned until(long now, Duration retention, Duration longest, Forecast forecast) {
        Counting counting = new Counting(timeline, forecast);
        long ripe = now - Counting.RIPE;
        Timeline present = timeline.precededFrom(Math.max(since, now - retention.toMillis()), now)
                .until(now, retention, longest);
        return with(
                evidence,
                present,
                counting.rhythm(rhythm, rhythmUntil, ripe),
                Math.max(rhythmUntil, counting.countedUntil(rhythmUntil, ripe)),
                completeness,
                refreshedAt,
                reviewedAt);
    }

    /** After a sweep. */
    Learned after(Tally tally, Reading reading, Timeline read, long at, LatenessLaw law) {
        boolean sawTheNewest = reading.readUntil() >= read.end() - Timeline.MINUTE;
        double lowestRate = rhythm.knows(at) ? Math.min(rate, rhythm.at(at)) : rate;
        Silence heard = sawTheNewest || tally.finds() > 0 ? silence.after(at, tally.finds(), lowestRate) : silence;
        Evidence fresh = reading.evidence();
        Evidence none = Evidence.none(law.bins());
        boolean isCalm = !silence.isAbnormal(at) && !heard.isAbnormal(at);
        boolean isFound = tally.finds() > 0;
        return new Learned(
                since,
                isCalm && isFound ? evidence.plus(held).plus(fresh) : evidence,
                isCalm && !isFound ? held.plus(fresh) : none,
                read,
                rhythm,
                rhythmUntil,
                heard.isDoubtful(at) ? rate : new Counting(read, new Forecast(law, rate)).rate(at, rhythm.mean()),
                pageSize.after(tally),
                heard,
                completeness,
                refreshedAt,
                reviewedAt);
    }

    Learned withTimeline(Timeline other) {
        return with(evidence, other, rhythm, rhythmUntil, completeness, refreshedAt, reviewedAt);
    }

    Learned refreshed(Evidence faded, long now) {
        return with(faded, timeline, rhythm, rhythmUntil, completeness, now, reviewedAt);
    }

    Learned reviewed(Completeness complete, long now) {
        return with(evidence, timeline, rhythm, rhythmUntil, complete, refreshedAt, now);
    }

    Learned takenBackTo(long frontier) {
        return reviewed(completeness.takenBackTo(frontier), reviewedAt);
    }

    /** What changes without a sweep. */
    private Learned with(
            Evidence newEvidence,
            Timeline newTimeline,
            Rhythm newRhythm,
            long newRhythmUntil,
            Completeness newCompleteness,
            long newRefreshedAt,
            long newReviewedAt) {
        return new Learned(
                since,
                newEvidence,
                held,
                newTimeline,
                newRhythm,
                newRhythmUntil,
                rate,
                pageSize,
                silence,
                newCompleteness,
                newRefreshedAt,
                newReviewedAt);
    }
}
