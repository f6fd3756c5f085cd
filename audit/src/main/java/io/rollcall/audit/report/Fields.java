package io.rollcall.audit.report;

import io.rollcall.audit.Named;
import io.rollcall.audit.Report;
import io.rollcall.audit.Unseen;
import io.rollcall.audit.layout.Account;
import io.rollcall.audit.roll.Cell;
import io.rollcall.audit.roll.Counts;
import io.rollcall.audit.roll.Finding;
import io.rollcall.audit.roll.Lateness;
import io.rollcall.audit.roll.Result;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A report as an object for programs: maps, lists, texts, numbers. */
public final class Fields {

    private Fields() {}

    public static Map<String, Object> of(Report report) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("verdict", report.verdict().title());
        counts(fields, report.total());
        fields.put("comparison", comparison(report.result().comparison()));
        fields.put("outside_period", report.result().leftOut().outside());
        fields.put("undated", report.result().leftOut().undated());
        fields.put("not_yet_visible", report.result().leftOut().excused());
        fields.put("notes", report.notes());
        report.unseen().ifPresent(unseen -> fields.put("in_neither", unseen(unseen)));
        fields.put("streams", streams(report));
        fields.put("hours", hours(report));
        fields.put("lateness_of_missing", lateness(report.result().lateness()));
        fields.put("listed_at_most", report.rules().listed());
        fields.put("missing_events", events(report, Finding.MISSING));
        fields.put("extra_events", events(report, Finding.EXTRA));
        fields.put("duplicated_events", events(report, Finding.DUPLICATED));
        fields.put("changed_events", events(report, Finding.CHANGED));
        fields.put("truth", side(report.truth(), report.result().repeats()));
        fields.put("copy", side(report.copy(), 0));
        return fields;
    }

    private static void counts(Map<String, Object> fields, Counts counts) {
        fields.put("present", counts.present());
        fields.put("missing", counts.missing());
        fields.put("extra", counts.extra());
        fields.put("duplicated", counts.duplicated());
        fields.put("changed", counts.changed());
    }

    private static Map<String, Object> comparison(Result.Comparison comparison) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("same", comparison.same());
        fields.put("same_values", comparison.renamed());
        fields.put("not_comparable", comparison.notComparable());
        return fields;
    }

    private static Map<String, Object> unseen(Unseen unseen) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("estimate", unseen.estimate());
        fields.put("low", unseen.low());
        fields.put("high", unseen.high());
        return fields;
    }

    private static List<Map<String, Object>> streams(Report report) {
        List<Map<String, Object>> list = new ArrayList<>();
        Timeline.byStream(report).forEach((stream, counts) -> {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("stream", stream);
            counts(fields, counts);
            list.add(fields);
        });
        return list;
    }

    private static List<Map<String, Object>> hours(Report report) {
        List<Map<String, Object>> list = new ArrayList<>();
        Timeline.byHour(report).forEach((hour, counts) -> {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put(
                    "hour",
                    hour == Cell.TIMELESS ? Optional.empty() : Optional.of(Instant.ofEpochSecond(3600L * hour)));
            counts(fields, counts);
            list.add(fields);
        });
        return list;
    }

    private static Map<String, Object> lateness(Lateness lateness) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("known_for", lateness.total());
        for (int i = 0; i < Lateness.BOUNDS.size(); i++) {
            fields.put("below_" + Lateness.BOUNDS.get(i).toSeconds() + "s", lateness.count(i));
        }
        fields.put("later", lateness.count(Lateness.BOUNDS.size()));
        fields.put("max_seconds", lateness.max().toSeconds());
        return fields;
    }

    private static List<Map<String, Object>> events(Report report, Finding finding) {
        return report.named(finding).stream()
                .map(event -> event(event, finding))
                .toList();
    }

    private static Map<String, Object> event(Named event, Finding finding) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", event.id());
        if (!event.stream().isEmpty()) {
            fields.put("stream", event.stream());
        }
        event.time().ifPresent(time -> fields.put("time", time));
        event.lateness().ifPresent(lateness -> fields.put("late_seconds", lateness.toSeconds()));
        if (finding == Finding.DUPLICATED) {
            fields.put("copies", event.copies());
        }
        if (event.truthLine() > 0) {
            fields.put("truth_line", event.truthLine());
        }
        if (event.copyLine() > 0) {
            fields.put("copy_line", event.copyLine());
        }
        return fields;
    }

    private static Map<String, Object> side(Account side, long repeats) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", side.name());
        fields.put("holds", side.layout());
        fields.put("id", side.id());
        fields.put("time", side.time());
        fields.put("records", side.health().records());
        fields.put("repeats", repeats);
        fields.put("unreadable", side.health().damaged());
        fields.put("without_id", side.health().withoutId());
        fields.put("without_time", side.health().withoutTime());
        fields.put("notices", side.health().notices());
        fields.put("other_lines", side.health().foreign());
        fields.put(
                "damage",
                side.health().damages().stream()
                        .map(damage -> {
                            Map<String, Object> one = new LinkedHashMap<>();
                            one.put("line", damage.line());
                            one.put("reason", damage.reason());
                            return one;
                        })
                        .toList());
        side.fingerprint().ifPresent(print -> {
            fields.put("bytes", print.bytes());
            fields.put("sha256", print.sha256());
        });
        return fields;
    }
}
