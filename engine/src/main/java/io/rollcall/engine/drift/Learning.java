package io.rollcall.engine.drift;

/** The evidence of one look, being gathered. Ages in minutes. Used by one thread. */
final class Learning {

    private final LatenessLaw law;
    private final AgeBins bins;
    private final double[] finds;
    private final double[] exposure;
    private final double[] blur;

    /** @param law what is believed so far: an event found between two looks is spread over the bins as this law has it */
    Learning(LatenessLaw law) {
        this.law = law;
        this.bins = law.bins();
        finds = new double[bins.count()];
        exposure = new double[bins.count()];
        blur = new double[bins.count()];
    }

    /** Some visible events whose bucket was last read at age {@code from} has now been read at age {@code to}. */
    void watched(double events, double from, double to) {
        int last = bins.of(to);
        for (int j = bins.of(from); j <= last; j++) {
            double low = Math.max(from, bins.from(j));
            double high = j == last ? to : bins.from(j + 1);
            exposure[j] += events * Math.max(0, high - low);
        }
    }

    /**
     * An event has been found that became visible after age {@code from} and by age {@code to}.
     *
     * @param weight what it counts, at most 1
     */
    void found(double weight, double from, double to) {
        double before = from <= 0 ? 0 : law.seen(from);
        double total = law.seen(to) - before;
        int first = bins.of(from);
        int last = bins.of(to);
        double done = 0;
        for (int j = first; j <= last; j++) {
            double low = Math.max(from, bins.from(j));
            double high = j == last ? to : bins.from(j + 1);
            double upTo = j == last ? law.seen(to) : law.seenAtEdge(j + 1);
            double part = total > 1e-12
                    ? (upTo - before) / total - done
                    : Math.max(0, high - low) / Math.max(1e-9, to - from);
            finds[j] += weight * part;
            blur[j] += weight * part * (to - from);
            exposure[j] += weight * (done + part / 2) * Math.max(0, high - low);
            done += part;
        }
    }

    Evidence evidence() {
        return new Evidence(finds.clone(), exposure.clone(), blur.clone());
    }
}
