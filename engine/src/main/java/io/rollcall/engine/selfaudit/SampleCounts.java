package io.rollcall.engine.selfaudit;

/**
 * What samples of the past have come to since a stream began.
 *
 * @param samples windows read again by chance
 * @param falseClaims of them, those that held an event nobody had seen
 * @param records of the samples, known or not
 * @param missing of them, those nobody had seen
 * @param absent known events of whole hours of the samples that the API did not show any more
 */
public record SampleCounts(long samples, long falseClaims, long records, long missing, long absent) {

    public static final SampleCounts ZERO = new SampleCounts(0, 0, 0, 0, 0);

    public SampleCounts plus(SampleCounts more) {
        return new SampleCounts(
                samples + more.samples,
                falseClaims + more.falseClaims,
                records + more.records,
                missing + more.missing,
                absent + more.absent);
    }

    /** The share of windows said to be complete that are not, at most, with 95 % confidence. */
    public double falseAtMost() {
        return Binomial.upperBound(falseClaims, samples);
    }

    /** The share of events missing in what is said to be complete, at most, with 95 % confidence, were each missing independently of the others. */
    public double missingAtMost() {
        return Binomial.upperBound(missing, records);
    }

    /** Whether so many are missing that a share of {@code allowed} can be ruled out with 95 % confidence. */
    public boolean refutes(double allowed) {
        return Binomial.isTooMany(missing, records, allowed);
    }
}
