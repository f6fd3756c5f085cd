package io.rollcall.bench.size;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.rollcall.bench.report.Machine;
import java.util.List;
import java.util.Locale;

/**
 * What was measured.
 *
 * @param keys in the ledger
 * @param rememberSeconds to commit them page by page
 * @param diskBytes of the ledger then
 * @param compactSeconds to pack it
 * @param compactBytes of the ledger then
 * @param baseHeapBytes in use before the ledger was opened
 * @param pollEvents looked up by one poll of the usual overlap
 * @param pollSeconds for it, once the keys are in memory
 * @param pollHeapBytes in use after such polls, garbage collected
 * @param sweepEvents looked up by a sweep over a long window
 * @param coldSweepSeconds for it, with the keys still on disk
 * @param warmSweepSeconds for it, with the keys in memory
 * @param sweepHeapBytes in use after it
 */
record SizeResult(
        Machine machine,
        long keys,
        double rememberSeconds,
        long diskBytes,
        double compactSeconds,
        long compactBytes,
        long baseHeapBytes,
        long pollEvents,
        double pollSeconds,
        long pollHeapBytes,
        long sweepEvents,
        double coldSweepSeconds,
        double warmSweepSeconds,
        long sweepHeapBytes) {

    List<String> text() {
        return List.of(
                machine.toString(),
                "",
                format("%,d keys over 30 days, committed page by page in %.0f s", keys, rememberSeconds),
                format("  on disk              %8.0f MB  %6.1f bytes a key", megabytes(diskBytes), perKey(diskBytes)),
                format(
                        "  packed in %4.0f s     %8.0f MB  %6.1f bytes a key",
                        compactSeconds, megabytes(compactBytes), perKey(compactBytes)),
                format("A poll of the last hour: %,d known events in %.0f ms", pollEvents, pollSeconds * 1000),
                format(
                        "  heap in use          %8.1f MB, %.1f MB of it for the program without a ledger",
                        megabytes(pollHeapBytes), megabytes(baseHeapBytes)),
                format(
                        "A sweep over %,d known events: %.2f s from disk, %.2f s from memory (%,.0f look-ups a second)",
                        sweepEvents, coldSweepSeconds, warmSweepSeconds, sweepEvents / warmSweepSeconds),
                format(
                        "  heap in use          %8.1f MB, %.1f bytes a key of the window",
                        megabytes(sweepHeapBytes), (double) (sweepHeapBytes - baseHeapBytes) / sweepEvents));
    }

    private double perKey(long bytes) {
        return (double) bytes / keys;
    }

    private static double megabytes(long bytes) {
        return bytes / 1e6;
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    /** One JSON object on one line. */
    String json() {
        return new ObjectMapper()
                .createObjectNode()
                .put("machine", machine.toString())
                .put("keys", keys)
                .put("remember_seconds", rememberSeconds)
                .put("disk_bytes_per_key", perKey(diskBytes))
                .put("compact_seconds", compactSeconds)
                .put("compact_bytes_per_key", perKey(compactBytes))
                .put("base_heap_bytes", baseHeapBytes)
                .put("poll_events", pollEvents)
                .put("poll_seconds", pollSeconds)
                .put("poll_heap_bytes", pollHeapBytes)
                .put("sweep_events", sweepEvents)
                .put("cold_sweep_seconds", coldSweepSeconds)
                .put("warm_sweep_seconds", warmSweepSeconds)
                .put("sweep_heap_bytes", sweepHeapBytes)
                .toString();
    }
}
