package io.rollcall.audit.roll;

import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the comparison of two sides has found.
 *
 * @param cells by stream and hour
 * @param samples the earliest events of each finding but those present; at most as many as were asked for
 * @param comparison how contents compared
 * @param lateness of what is missing, where the truth says when it became visible
 * @param missing places of all missing events in the truth, if they were asked for
 * @param leftOut what was not called
 * @param repeats records of the truth that say again what one before them said
 */
public record Result(
        Map<Cell, Counts> cells,
        Map<Finding, List<Sample>> samples,
        Comparison comparison,
        Lateness lateness,
        BitSet missing,
        LeftOut leftOut,
        long repeats) {

    /**
     * How the contents of the events on both sides compared.
     *
     * @param same equal
     * @param renamed equal values under other names, or with times written otherwise
     * @param shifted of those renamed, the ones whose event time differs as time zones do
     * @param enriched equal in the fields that both sides have
     * @param different other fields with other values
     * @param keysOnly not compared, because a side holds no content
     */
    public record Comparison(
            long same, long renamed, long shifted, long enriched, long changed, long different, long keysOnly) {

        /**
         * Whether records with other fields and other values are changed. They are where any record agrees; where none does, the
         * two sides show records in different ways, and nothing can be said.
         */
        public boolean countsDifferent() {
            return same + renamed + enriched > 0;
        }

        /** Whether records that have more fields than the other side's are changed: where others agree in all. */
        public boolean countsEnriched() {
            return same + renamed > 0;
        }

        /** Events of which nothing can be said but that both sides have them. */
        public long notComparable() {
            return keysOnly + (countsDifferent() ? 0 : different);
        }
    }

    static Result of(
            Map<Cell, Counting> cells,
            Map<Finding, Samples> samples,
            Map<Agreement, Long> agreements,
            Lateness lateness,
            BitSet missing,
            LeftOut leftOut,
            long repeats) {
        long shifted = agreements.getOrDefault(Agreement.SHIFTED, 0L);
        Comparison comparison = new Comparison(
                agreements.getOrDefault(Agreement.SAME, 0L),
                agreements.getOrDefault(Agreement.SAME_VALUES, 0L) + shifted,
                shifted,
                agreements.getOrDefault(Agreement.SHARED, 0L),
                agreements.getOrDefault(Agreement.CHANGED, 0L),
                agreements.getOrDefault(Agreement.DIFFERENT, 0L),
                agreements.getOrDefault(Agreement.NOT_COMPARED, 0L));
        Map<Cell, Counts> counts = new HashMap<>();
        cells.forEach((cell, found) -> counts.put(cell, found.counts(comparison)));
        Map<Finding, List<Sample>> lists = new EnumMap<>(Finding.class);
        samples.forEach((finding, some) -> lists.put(finding, some.earliestFirst()));
        return new Result(counts, lists, comparison, lateness, missing, leftOut, repeats);
    }

    /** Of all streams and hours together. */
    public Counts total() {
        return cells.values().stream().reduce(Counts.ZERO, Counts::plus);
    }
}
