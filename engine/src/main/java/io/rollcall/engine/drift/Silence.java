package io.rollcall.engine.drift;

/**
 * How long nothing new has become visible, and what that means. A stream that should have shown many events and shows none is
 * stalled: the API answers, but something behind it is stuck. A stream that is quiet at an hour at which it always is, is not.
 *
 * @param lastFind when an event was last found; 0 if never
 * @param lastLook when the newest events were last asked for; 0 if never
 * @param expected events that should have been found since the last find, at the lowest rate to be expected
 * @param looks looks since then
 * @param stalledSince when the stall began; 0 if there is none
 * @param thawsAt until when nothing is learned after a stall, while the flood drains; 0 if there was none
 */
record Silence(long lastFind, long lastLook, double expected, int looks, long stalledSince, long thawsAt) {

    static final Silence NONE = new Silence(0, 0, 0, 0, 0, 0);

    /** So many events, expected at a tenth of the usual rate, are missing by chance once in a million. */
    private static final double STALL = Math.log(1e6) / 0.1;

    /** The same at the usual rate: reason to make no new claims, but not to raise an alarm. */
    private static final double DOUBT = Math.log(1e6);

    private static final int FEWEST_LOOKS = 3;
    private static final long SHORTEST = 5 * Timeline.MINUTE;
    private static final long SHORTEST_THAW = 60 * Timeline.MINUTE;

    /**
     * After a look at the newest events.
     *
     * @param at when it began
     * @param finds events it found
     * @param rate events per minute to be expected
     */
    Silence after(long at, int finds, double rate) {
        if (finds > 0) {
            long thaw = stalledSince == 0 ? thawsAt : at + Math.max(SHORTEST_THAW, (at - stalledSince) / 2);
            return new Silence(at, at, 0, 0, 0, thaw);
        }
        double more = lastLook == 0 ? 0 : rate * Minutes.between(lastLook, at);
        boolean isStall =
                lastFind != 0 && expected + more > STALL && looks + 1 >= FEWEST_LOOKS && at - lastFind >= SHORTEST;
        long since = stalledSince != 0 ? stalledSince : isStall ? lastFind : 0;
        return new Silence(lastFind, at, expected + more, looks + 1, since, thawsAt);
    }

    /** As it is if the clock turns out to have been ahead. */
    Silence rewoundTo(long now) {
        long thaw =
                thawsAt == 0 ? 0 : Math.min(thawsAt, now + Math.max(SHORTEST_THAW, thawsAt - Math.max(lastFind, 0)));
        return new Silence(
                Math.min(lastFind, now), Math.min(lastLook, now), expected, looks, Math.min(stalledSince, now), thaw);
    }

    boolean isStalled() {
        return stalledSince != 0;
    }

    /** Whether something is stuck or was so lately that its flood may still be coming in. */
    boolean isAbnormal(long now) {
        return isStalled() || now < thawsAt;
    }

    /** Whether to make no new claims of completeness. */
    boolean isDoubtful(long now) {
        return isAbnormal(now) || expected > DOUBT;
    }
}
