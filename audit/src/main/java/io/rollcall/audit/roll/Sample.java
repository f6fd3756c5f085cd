package io.rollcall.audit.roll;

import java.util.Comparator;

/**
 * One of the events a finding is about, to be looked up again in its file.
 *
 * @param second event time, see {@link Mark#second()}
 * @param lateness see {@link Mark#lateness()}
 * @param stream number of its stream
 * @param inTruth place in the truth, or -1
 * @param inCopy place of the copy it is about, or -1
 * @param copies copies of it in the copy
 */
public record Sample(int second, int lateness, int stream, long inTruth, long inCopy, long copies) {

    /** Not there. */
    public static final long NOWHERE = -1;

    /** By event time, then by place: the same whatever the order of finding. */
    static final Comparator<Sample> ORDER = Comparator.comparingInt(Sample::second)
            .thenComparingLong(Sample::inTruth)
            .thenComparingLong(Sample::inCopy);
}
