package io.rollcall.bench.drift;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Results, in lines for people, for spreadsheets and for documents. */
final class Table {

    private static final String LINE = "%-9s %-7s %5s %-10s %-23s %9s %7s %6s %6s %7s %7s %8s %8s %8s %8s %6s";

    private Table() {}

    static String heading() {
        return String.format(
                LINE,
                "model",
                "volume",
                "page",
                "conditions",
                "policy",
                "missed",
                "repeats",
                "calls",
                "peak",
                "/1000ev",
                "records",
                "mean",
                "p50",
                "p95",
                "p99",
                "bound");
    }

    /** One line for people. */
    static String line(Result result) {
        return String.format(
                Locale.ROOT,
                LINE,
                result.setting().lateness().label(),
                result.setting().volume().label(),
                result.setting().pageSize(),
                result.setting().conditions().label(),
                result.policy().label(),
                percent(result.missed()),
                percent(result.duplicates()),
                decimal(result.callsPerMinute()),
                decimal(result.peak()),
                decimal(result.callsPerThousand()),
                decimal(result.amplification()),
                time(result.delays().mean()),
                time(result.delays().quantile(0.5)),
                time(result.delays().quantile(0.95)),
                time(result.delays().quantile(0.99)),
                timesBound(result));
    }

    /** How far from the bound; in brackets where the bound does not know what happens; nothing for what loses events. */
    private static String timesBound(Result result) {
        if (result.missed() > 0) {
            return "–";
        }
        String times = decimal(result.delays().mean() / result.bound());
        return result.setting().lateness().isStationary() ? times : "(" + times + ")";
    }

    /** Comma-separated values with one line of names. */
    static List<String> csv(Collection<Result> results) {
        Set<String> names = new LinkedHashSet<>();
        results.forEach(result -> names.addAll(result.fields().keySet()));
        List<String> lines = new ArrayList<>();
        lines.add(String.join(",", names));
        for (Result result : results) {
            Map<String, Object> fields = result.fields();
            lines.add(names.stream()
                    .map(name -> quoted(fields.getOrDefault(name, "").toString()))
                    .collect(Collectors.joining(",")));
        }
        return lines;
    }

    private static String quoted(String value) {
        return value.contains(",") ? '"' + value + '"' : value;
    }

    /** A table for a document, of the results with one page size, volume and condition. */
    static List<String> markdown(Collection<Result> results) {
        List<String> lines = new ArrayList<>();
        lines.add("| lateness | policy | missed | repeats | calls/min (peak) | calls/1,000 events | records/event"
                + " | mean | p50 | p95 | p99 | × bound |");
        lines.add("|---|---|---|---|---|---|---|---|---|---|---|---|");
        String before = "";
        for (Result result : results) {
            String model = result.setting().lateness().label();
            lines.add("| " + (model.equals(before) ? "" : model) + " | " + emphasised(result) + " | "
                    + percent(result.missed()) + " | " + percent(result.duplicates()) + " | "
                    + decimal(result.callsPerMinute()) + " (" + decimal(result.peak()) + ") | "
                    + decimal(result.callsPerThousand()) + " | " + decimal(result.amplification()) + " | "
                    + time(result.delays().mean()) + " | "
                    + time(result.delays().quantile(0.5)) + " | "
                    + time(result.delays().quantile(0.95)) + " | "
                    + time(result.delays().quantile(0.99)) + " | " + timesBound(result) + " |");
            before = model;
        }
        return lines;
    }

    private static String emphasised(Result result) {
        boolean isOurs = result.policy().isAdaptive() && !result.policy().isClairvoyant();
        return isOurs ? "**" + result.policy().label() + "**" : result.policy().label();
    }

    private static String percent(double share) {
        return share == 0 ? "0" : String.format(Locale.ROOT, share < 1e-4 ? "%.4f %%" : "%.2f %%", share * 100);
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%.0f", value);
    }

    private static String time(double seconds) {
        if (seconds < 120) {
            return String.format(Locale.ROOT, seconds < 10 ? "%.1f s" : "%.0f s", seconds);
        }
        double minutes = seconds / 60;
        return minutes < 120
                ? String.format(Locale.ROOT, minutes < 10 ? "%.1f min" : "%.0f min", minutes)
                : String.format(Locale.ROOT, "%.1f h", minutes / 60);
    }
}
