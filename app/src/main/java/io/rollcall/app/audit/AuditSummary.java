package io.rollcall.app.audit;

import io.rollcall.audit.Named;
import io.rollcall.audit.Report;
import io.rollcall.audit.layout.Account;
import io.rollcall.audit.layout.Health;
import io.rollcall.audit.roll.Counts;
import io.rollcall.audit.roll.Finding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A roll call's report in a few lines, for a terminal. */
public final class AuditSummary {

    private static final int SHOWN = 10;

    private AuditSummary() {}

    public static List<String> of(Report report) {
        List<String> lines = new ArrayList<>();
        Counts total = report.total();
        lines.add(report.verdict().title().toUpperCase(Locale.ROOT) + ": " + total.missing() + " of "
                + (total.present() + total.missing()) + " events are missing");
        lines.add("  truth  " + side(report.truth()));
        lines.add("  copy   " + side(report.copy()));
        lines.add("  present " + total.present() + ", missing " + total.missing() + ", extra " + total.extra()
                + ", duplicated " + total.duplicated() + ", changed " + total.changed());
        list(lines, report, Finding.MISSING, "missing");
        list(lines, report, Finding.EXTRA, "extra");
        list(lines, report, Finding.CHANGED, "changed");
        damage(lines, "truth", report.truth());
        damage(lines, "copy", report.copy());
        report.notes().forEach(note -> lines.add("  note: " + note));
        return lines;
    }

    private static String side(Account side) {
        return side.name() + ": " + side.health().records() + " records (" + side.layout() + "), id " + side.id()
                + ", time " + (side.time().isEmpty() ? "not found" : side.time());
    }

    private static void list(List<String> lines, Report report, Finding finding, String title) {
        List<Named> events = report.named(finding);
        events.stream()
                .limit(SHOWN)
                .forEach(event -> lines.add("  " + title + " " + event.id()
                        + event.time().map(AuditSummary::at).orElse("")));
        if (events.size() > SHOWN) {
            lines.add("  … more with --json or --html");
        }
    }

    private static String at(Instant time) {
        return "  " + time;
    }

    private static void damage(List<String> lines, String which, Account side) {
        for (Health.Damage damage : side.health().damages()) {
            lines.add(
                    "  " + which + ", " + (damage.line() > 0 ? "line " + damage.line() + ": " : "") + damage.reason());
        }
    }
}
