package io.rollcall.audit.roll;

/** Counts being made. */
final class Counting {

    private long present;
    private long missing;
    private long extra;
    private long duplicated;
    private long changed;
    private long enriched;
    private long different;

    void add(Finding finding, long count) {
        switch (finding) {
            case PRESENT -> present += count;
            case MISSING -> missing += count;
            case EXTRA -> extra += count;
            case DUPLICATED -> duplicated += count;
            case CHANGED -> changed += count;
            case ENRICHED -> enriched += count;
            case DIFFERENT -> different += count;
        }
    }

    void add(Counting other) {
        present += other.present;
        missing += other.missing;
        extra += other.extra;
        duplicated += other.duplicated;
        changed += other.changed;
        enriched += other.enriched;
        different += other.different;
    }

    /** @param comparison says which records with other fields count as changed */
    Counts counts(Result.Comparison comparison) {
        long others = (comparison.countsDifferent() ? different : 0) + (comparison.countsEnriched() ? enriched : 0);
        return new Counts(present, missing, extra, duplicated, changed + others);
    }
}
