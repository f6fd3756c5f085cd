package io.rollcall.app.report;

import io.rollcall.engine.selfaudit.SampleCounts;
import io.rollcall.engine.selfaudit.SelfAudit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What reading past windows again by chance has come to, as it is shown. */
public final class AuditFigures {

    private AuditFigures() {}

    /** Adds the figures to what is shown of a stream. */
    public static void put(SelfAudit audit, Map<String, Object> row) {
        SampleCounts counts = audit.counts();
        row.put("audit_samples", counts.samples());
        row.put("audit_false_claims", counts.falseClaims());
        row.put("audit_records", counts.records());
        row.put("audit_records_missing", counts.missing());
        row.put("audit_records_absent", counts.absent());
        if (counts.samples() > 0) {
            row.put("audit_false_share_at_most", counts.falseAtMost());
            row.put("audit_missing_share_at_most", counts.missingAtMost());
        }
        audit.lastSample().ifPresent(last -> row.put("audit_last_sample", last));
        row.put(
                "reopened_windows",
                audit.reopened().stream().map(each -> each.window().toString()).toList());
    }

    /** A sentence about them; empty if no sample was taken. */
    static Optional<String> sentence(SelfAudit audit) {
        SampleCounts counts = audit.counts();
        return counts.samples() == 0
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "self-audit: %d windows read again by chance, %d not as complete as was said (at most %.3g %% are, with 95 %%"
                                + " confidence); %d records, %d of them missing (at most %.3g %%)",
                        counts.samples(),
                        counts.falseClaims(),
                        100 * counts.falseAtMost(),
                        counts.records(),
                        counts.missing(),
                        100 * counts.missingAtMost()));
    }
}
