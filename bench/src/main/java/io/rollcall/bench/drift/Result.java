package io.rollcall.bench.drift;

import io.rollcall.engine.plan.AdaptiveSettings;
import io.rollcall.engine.plan.Outlook;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What a policy came to in a setting. Times in seconds, from becoming visible to being delivered, over the events that were delivered.
 *
 * @param missed the share of the judged events never delivered, of all streams
 * @param missedRevisions the share of their changes never delivered
 * @param duplicates deliveries of events delivered before, per delivered event
 * @param peak calls per minute in the busiest hour
 * @param callsPerThousand calls per thousand events there were
 * @param amplification records fetched per event there was
 * @param delays of the first stream
 * @param revisionMean mean delay of changes
 * @param refused calls the API turned away, per minute
 * @param bound the least mean delay possible with as many calls
 */
record Result(
        Setting setting,
        Policy policy,
        double missed,
        double missedRevisions,
        double duplicates,
        double callsPerMinute,
        double peak,
        double callsPerThousand,
        double amplification,
        Delays delays,
        double revisionMean,
        double refused,
        double bound,
        Claims claims) {

    static Result of(Setting setting, Policy policy, Line line, List<Stream> streams, Claims claims, Bound bound) {
        Span span = setting.span();
        double minutes = Span.minutes(span.end());
        double events = 0;
        double records = 0;
        double missed = 0;
        double judged = 0;
        double delivered = 0;
        double duplicates = 0;
        for (Stream stream : streams) {
            Delays delays = stream.deliveries().delays(span.from(), span.to());
            missed += delays.missed();
            judged += delays.missed() + delays.sorted().length;
            events += stream.feed().world().size();
            records += stream.feed().records();
            delivered += stream.deliveries().delivered();
            duplicates += stream.deliveries().duplicates();
        }
        Deliveries first = streams.get(0).deliveries();
        Delays revisions = first.revisionDelays(span.from(), span.to());
        double callsPerMinute = line.calls() / minutes;
        return new Result(
                setting,
                policy,
                missed / judged,
                revisions.missedShare(),
                duplicates / Math.max(1, delivered),
                callsPerMinute,
                line.peak(),
                line.calls() / events * 1000,
                records / events,
                first.delays(span.from(), span.to()),
                revisions.mean(),
                line.rejected() / minutes,
                bound.seconds(callsPerMinute),
                claims);
    }

    /** The fields by name, in the order of columns; those that do not apply are missing. */
    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("model", setting.lateness().label());
        fields.put("volume", setting.volume().label());
        fields.put("page_size", setting.pageSize());
        fields.put("conditions", setting.conditions().label());
        fields.put("policy", policy.label());
        fields.put("missed", rounded(missed));
        fields.put("duplicates", rounded(duplicates));
        fields.put("calls_per_minute", rounded(callsPerMinute));
        fields.put("peak_calls_per_minute", rounded(peak));
        fields.put("calls_per_1000_events", rounded(callsPerThousand));
        fields.put("records_per_event", rounded(amplification));
        fields.put("delay_mean_s", rounded(delays.mean()));
        fields.put("delay_p50_s", rounded(delays.quantile(0.5)));
        fields.put("delay_p95_s", rounded(delays.quantile(0.95)));
        fields.put("delay_p99_s", rounded(delays.quantile(0.99)));
        fields.put("delay_max_s", rounded(delays.quantile(1)));
        fields.put("bound_s", rounded(bound));
        fields.put("times_bound", rounded(delays.mean() / bound));
        if (setting.conditions() == Conditions.REVISED) {
            fields.put("missed_revisions", rounded(missedRevisions));
            fields.put("revision_delay_mean_s", rounded(revisionMean));
        }
        if (setting.conditions() == Conditions.THROTTLED) {
            fields.put("refused_per_minute", rounded(refused));
        }
        if (policy.isAdaptive()) {
            fields.put("complete_lag_s", rounded(claims.lagSeconds()));
            fields.put("complete_missing", rounded(claims.missing()));
            fields.put("complete_wrong", rounded(claims.wrong()));
            expectedDelay().ifPresent(seconds -> fields.put("expected_delay_p95_s", rounded(seconds)));
        }
        return fields;
    }

    /** What {@code rollcall plan} would have foretold, with as many calls, for nineteen events in twenty. */
    private OptionalDouble expectedDelay() {
        return claims.model().stream()
                .flatMap(model ->
                        Outlook.measured(model, AdaptiveSettings.standard(), callsPerMinute, callsPerMinute).stream())
                .mapToDouble(outlook -> outlook.delay(0.95).toMillis() / 1000.0)
                .findFirst();
    }

    /** Four significant digits. */
    private static double rounded(double value) {
        if (value == 0 || !Double.isFinite(value)) {
            return value;
        }
        double scale = Math.pow(10, 3 - Math.floor(Math.log10(Math.abs(value))));
        return Math.round(value * scale) / scale;
    }
}
