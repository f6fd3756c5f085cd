package io.rollcall.sim.http;

import io.rollcall.sim.fault.Fault;
import io.rollcall.sim.fault.FaultKind;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Counters of everything that was asked and answered. Thread-safe. */
public final class Statistics {
    private final Map<StatisticsSnapshot.Exchanges, Long> exchanges = new TreeMap<>();
    private final Map<String, StatisticsSnapshot.Windows> windows = new TreeMap<>();
    private final Map<String, Long> publishers = new TreeMap<>();
    private final Map<FaultKind, Long> faults = new EnumMap<>(FaultKind.class);
    private long requests;
    private long records;
    private long rateViolations;
    private long bytes;

    /** Counters at this moment. */
    public synchronized StatisticsSnapshot snapshot() {
        return new StatisticsSnapshot(requests, records, bytes, rateViolations, exchanges, windows, publishers, faults);
    }

    synchronized void count(int status, Trace trace, Optional<Fault> fault) {
        requests++;
        records += trace.records();
        rateViolations += trace.rateViolation() ? 1 : 0;
        String stream = trace.stream().orElse("");
        exchanges.merge(new StatisticsSnapshot.Exchanges(trace.client().orElse(""), stream, status), 1L, Long::sum);
        trace.window().ifPresent(width -> windows.merge(stream, windowsOf(width), StatisticsSnapshot.Windows::plus));
        trace.publisher().ifPresent(publisher -> publishers.merge(publisher, 1L, Long::sum));
        fault.ifPresent(actual -> faults.merge(actual.kind(), 1L, Long::sum));
    }

    synchronized void countBytes(long sent) {
        bytes += sent;
    }

    private static StatisticsSnapshot.Windows windowsOf(Duration width) {
        return new StatisticsSnapshot.Windows(1, width, width, width);
    }
}
