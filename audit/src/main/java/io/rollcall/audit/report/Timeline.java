package io.rollcall.audit.report;

import io.rollcall.audit.Report;
import io.rollcall.audit.roll.Cell;
import io.rollcall.audit.roll.Counts;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A report's counts by stream or by hour. */
final class Timeline {

    private Timeline() {}

    /** By name of the stream. */
    static SortedMap<String, Counts> byStream(Report report) {
        SortedMap<String, Counts> sums = new TreeMap<>();
        report.result()
                .cells()
                .forEach((cell, counts) ->
                        sums.merge(report.streams().getOrDefault(cell.stream(), ""), counts, Counts::plus));
        return sums;
    }

    /** By hours since 1970; {@link Cell#TIMELESS} for what has no time. */
    static SortedMap<Integer, Counts> byHour(Report report) {
        SortedMap<Integer, Counts> sums = new TreeMap<>();
        for (Map.Entry<Cell, Counts> entry : report.result().cells().entrySet()) {
            sums.merge(entry.getKey().hour(), entry.getValue(), Counts::plus);
        }
        return sums;
    }
}
