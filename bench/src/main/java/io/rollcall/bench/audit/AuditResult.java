package io.rollcall.bench.audit;

import io.rollcall.audit.roll.Counts;
import io.rollcall.bench.report.Machine;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What was measured.
 *
 * @param events on each side
 * @param bytes of both files
 * @param found by the roll call
 * @param expected what is really so
 * @param differences ids on one side only, by sort and comm
 * @param peakHeapBytes sum of the peaks of the heap's parts during the roll call
 * @param maxHeapBytes that the process was allowed
 */
record AuditResult(
        Machine machine,
        long events,
        long bytes,
        Counts found,
        Counts expected,
        long differences,
        double auditSeconds,
        double sortSeconds,
        long peakHeapBytes,
        long maxHeapBytes) {

    private static final double MEGABYTE = 1e6;

    boolean isRight() {
        return found.equals(expected) && differences == expected.missing() + expected.extra();
    }

    List<String> text() {
        return List.of(
                machine.toString(),
                "",
                format("%,d events on each side, %,.0f MB in both files", events, bytes / MEGABYTE),
                format(
                        "  the roll call     %7.1f s, peak heap %.0f MB of at most %.0f MB",
                        auditSeconds, peakHeapBytes / MEGABYTE, maxHeapBytes / MEGABYTE),
                format("  sort | comm       %7.1f s, on the ids alone", sortSeconds),
                format("  times as long     %7.2f", auditSeconds / sortSeconds),
                "  found " + found,
                isRight() ? "  which is right" : "  WRONG: it is " + expected + ", and comm found " + differences);
    }

    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("machine", machine.toString());
        fields.put("events", events);
        fields.put("bytes", bytes);
        fields.put("audit_seconds", auditSeconds);
        fields.put("sort_comm_seconds", sortSeconds);
        fields.put("times_sort_comm", auditSeconds / sortSeconds);
        fields.put("peak_heap_bytes", peakHeapBytes);
        fields.put("max_heap_bytes", maxHeapBytes);
        fields.put("present", found.present());
        fields.put("missing", found.missing());
        fields.put("extra", found.extra());
        fields.put("duplicated", found.duplicated());
        fields.put("changed", found.changed());
        fields.put("differences_by_comm", differences);
        fields.put("right", isRight());
        return fields;
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
