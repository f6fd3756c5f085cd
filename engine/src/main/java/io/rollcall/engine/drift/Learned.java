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
 * @param absent records known and not returned by a look, fading
 * @param compared records known when looks were made, fading
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
        double absent,
        double compared,
        long refreshedAt,
        long reviewedAt) {

    private static final double FLICKER_MEMORY = 1e7;

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
                new Completeness(since, false, 0),
                0,
                0,
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
                absent,
                compared,
                Math.min(refreshedAt, now),
                Math.min(reviewedAt, now));
    }

    /** With cells for all that the API remembers, up to the present. */
    Learned until(long now, Duration retention, Duration longest, Forecast forecast) {
        Counting counting = new Counting(timeline, forecast);
        long ripe = now - Counting.RIPE;
        Rhythm newRhythm = counting.rhythm(rhythm, rhythmUntil, ripe);
        return new Learned(
                since,
                evidence,
                held,
                timeline.precededFrom(Math.max(since, now - retention.toMillis()), now)
                        .until(now, retention, longest),
                newRhythm,
                Math.max(rhythmUntil, counting.countedUntil(rhythmUntil, ripe)),
                rate,
                pageSize,
                silence,
                completeness,
                absent,
                compared,
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
        double fade = Math.min(1, FLICKER_MEMORY / (compared + reading.compared()));
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
                (absent + reading.absent()) * fade,
                (compared + reading.compared()) * fade,
                refreshedAt,
                reviewedAt);
    }

    Learned withTimeline(Timeline other) {
        return new Learned(
                since,
                evidence,
                held,
                other,
                rhythm,
                rhythmUntil,
                rate,
                pageSize,
                silence,
                completeness,
                absent,
                compared,
                refreshedAt,
                reviewedAt);
    }

    Learned refreshed(Evidence faded, long now) {
        return new Learned(
                since,
                faded,
                held,
                timeline,
                rhythm,
                rhythmUntil,
                rate,
                pageSize,
                silence,
                completeness,
                absent,
                compared,
                now,
                reviewedAt);
    }

    Learned reviewed(Completeness complete, long now) {
        return new Learned(
                since,
                evidence,
                held,
                timeline,
                rhythm,
                rhythmUntil,
                rate,
                pageSize,
                silence,
                complete,
                absent,
                compared,
                refreshedAt,
                now);
    }

    Learned takenBackTo(long frontier) {
        return reviewed(completeness.takenBackTo(frontier), reviewedAt);
    }
}
