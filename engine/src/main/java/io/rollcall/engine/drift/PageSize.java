package io.rollcall.engine.drift;

/**
 * How many records one request brings: what pages followed by another one held lately, or, where no sweep had a second page yet,
 * the fullest page seen or what the definition says.
 */
record PageSize(double records) {

    PageSize {
        if (!(records >= 1)) {
            throw new IllegalArgumentException("a page holds at least one record: " + records);
        }
    }

    PageSize after(Tally tally) {
        double full = tally.recordsPerFullPage();
        double largest = Math.max(records, (double) tally.recordsOnLastPage());
        return new PageSize(full > 0 ? Math.max(1, (records + full) / 2) : largest);
    }
}
