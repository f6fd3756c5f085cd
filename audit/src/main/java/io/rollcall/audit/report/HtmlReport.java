package io.rollcall.audit.report;

import io.rollcall.audit.Report;
import io.rollcall.audit.layout.Account;
import io.rollcall.audit.layout.Health;
import io.rollcall.audit.roll.Counts;
import io.rollcall.audit.roll.Finding;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * A report as one page that needs nothing else: no script, no request to anywhere, light and dark, for phone, desk and paper.
 *
 * @param takenAt when the roll call was taken
 * @param versions of what took it, by name
 * @param isRedacted whether values of records are left out
 */
public record HtmlReport(Instant takenAt, Map<String, String> versions, boolean isRedacted) {

    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            """;

    private static final List<String> METHOD = List.of(
            "Two records are the same event if their ids are equal byte for byte. An event is missing if the truth has it and the copy does"
                    + " not; extra if only the copy has it. Copies beyond the first count as duplicated, unless the truth has as many states of"
                    + " the event. An event is changed if none of its contents in the copy is one the truth has.",
            "Contents are equal if they are equal as JSON, or have equal values under other names, with times compared to the second."
                    + " Where a side holds only ids, or shows other fields throughout, contents are not compared and nothing is called changed.",
            "The verdict is about the events in the truth. What the truth itself lacks, nobody can find missing; and events that the service"
                    + " showed after the truth was exported are not in it.");

    public HtmlReport {
        Objects.requireNonNull(takenAt, "takenAt");
        versions = Map.copyOf(versions);
    }

    /** The page. */
    public String of(Report report) {
        Html page = new Html();
        Counts total = report.total();
        page.raw(HEAD).element("title", "Roll call: " + report.verdict().title());
        page.raw("<style>").raw(style()).raw("</style></head><body><main>");
        verdict(page, report, total);
        page.raw("<section><h2>When</h2>");
        Hours.add(page, report);
        page.raw("</section>");
        if (report.result().lateness().total() > 0) {
            page.raw("<section><h2>How late the missing events became visible</h2>");
            LatenessBars.add(page, report.result().lateness());
            page.raw("</section>");
        }
        streams(page, report);
        EventList.add(page, "Missing", total.missing(), report.named(Finding.MISSING), isRedacted);
        EventList.add(page, "Changed", total.changed(), report.named(Finding.CHANGED), isRedacted);
        EventList.add(page, "Extra", total.extra(), report.named(Finding.EXTRA), isRedacted);
        List<io.rollcall.audit.Named> repeated = report.named(Finding.DUPLICATED);
        EventList.add(
                page, "Duplicated", total.duplicated() == 0 ? 0 : Math.max(1, repeated.size()), repeated, isRedacted);
        sides(page, report);
        method(page);
        return page.raw("</main></body></html>\n").toString();
    }

    private void verdict(Html page, Report report, Counts total) {
        page.raw("<header class=\"" + report.verdict().name().toLowerCase(Locale.ROOT) + "\"><p>Roll call of ")
                .text(report.copy().name())
                .raw(" against ")
                .text(report.truth().name())
                .raw("</p>");
        page.element("h1", sentence(report, total)).raw("</header><dl class=\"numbers\">");
        number(page, "present", total.present());
        number(page, "missing", total.missing());
        number(page, "extra", total.extra());
        number(page, "duplicated", total.duplicated());
        number(page, "changed", total.changed());
        page.raw("</dl>");
        if (!report.notes().isEmpty()) {
            page.raw("<ul class=\"notes\">");
            report.notes().forEach(note -> page.element("li", note));
            page.raw("</ul>");
        }
    }

    private static String sentence(Report report, Counts total) {
        long events = total.present() + total.missing();
        return switch (report.verdict()) {
            case COMPLETE -> "Complete: none of " + events + " events is missing";
            case GAPS -> "Gaps: " + total.missing() + " of " + events + " events are missing";
            case UNKNOWN -> "Could not tell: none of " + events + " events is missing, but the truth is damaged";
        };
    }

    private static void number(Html page, String name, long count) {
        page.raw("<div>")
                .element("dt", name)
                .element("dd", String.format(Locale.ROOT, "%,d", count))
                .raw("</div>");
    }

    private static void streams(Html page, Report report) {
        Map<String, Counts> streams = Timeline.byStream(report);
        if (streams.size() < 2) {
            return;
        }
        page.raw(
                "<section><h2>Streams</h2><div class=\"wide\"><table><thead><tr><th>stream</th><th>present</th><th>missing</th><th>extra</th>"
                        + "<th>duplicated</th><th>changed</th></tr></thead><tbody>");
        streams.forEach((name, counts) -> {
            page.raw("<tr>").element("td", name.isEmpty() ? "(not named)" : name);
            for (long count : new long[] {
                counts.present(), counts.missing(), counts.extra(), counts.duplicated(), counts.changed()
            }) {
                page.raw("<td class=\"number\">").text(count).raw("</td>");
            }
            page.raw("</tr>");
        });
        page.raw("</tbody></table></div></section>");
    }

    private static void sides(Html page, Report report) {
        page.raw(
                "<section><h2>What was compared</h2><div class=\"wide\"><table><thead><tr><th></th><th>truth</th><th>copy</th></tr></thead><tbody>");
        Account truth = report.truth();
        Account copy = report.copy();
        row(page, "name", truth.name(), copy.name());
        row(page, "holds", truth.layout(), copy.layout());
        row(page, "records", truth.health().records(), copy.health().records());
        row(page, "id", truth.id(), copy.id());
        row(page, "event time", truth.time(), copy.time());
        row(page, "could not be read", truth.health().damaged(), copy.health().damaged());
        row(page, "without id", truth.health().withoutId(), copy.health().withoutId());
        row(page, "bytes", bytes(truth), bytes(copy));
        row(page, "SHA-256", sha256(truth), sha256(copy));
        row(page, "from", report.rules().period().from().map(Object::toString).orElse("the beginning"), "");
        row(page, "to", report.rules().period().to().map(Object::toString).orElse("the end"), "");
        page.raw("</tbody></table></div>");
        damages(page, "truth", truth);
        damages(page, "copy", copy);
        page.raw("</section>");
    }

    private static String bytes(Account side) {
        return side.fingerprint().map(print -> Long.toString(print.bytes())).orElse("–");
    }

    private static String sha256(Account side) {
        return side.fingerprint()
                .map(io.rollcall.audit.input.Fingerprint::sha256)
                .orElse("–");
    }

    private static void row(Html page, String name, Object truth, Object copy) {
        page.raw("<tr><th scope=\"row\">")
                .text(name)
                .raw("</th>")
                .element("td", truth)
                .element("td", copy)
                .raw("</tr>");
    }

    private static void damages(Html page, String which, Account side) {
        if (side.health().damages().isEmpty()) {
            return;
        }
        page.element("h3", "What could not be called in the " + which).raw("<ul>");
        for (Health.Damage damage : side.health().damages()) {
            page.element("li", (damage.line() > 0 ? "line " + damage.line() + ": " : "") + damage.reason());
        }
        page.raw("</ul>");
    }

    private void method(Html page) {
        page.raw("<section><h2>Method and limits</h2>");
        METHOD.forEach(paragraph -> page.element("p", paragraph));
        if (isRedacted) {
            page.element("p", "Values of records are left out of this report.");
        }
        page.raw("</section><footer>Taken at ").text(takenAt.truncatedTo(ChronoUnit.SECONDS));
        versions.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(version -> page.text(", " + version.getKey() + " " + version.getValue()));
        page.raw("</footer>");
    }

    private static String style() {
        try (InputStream in = HtmlReport.class.getResourceAsStream("report.css")) {
            return new String(Objects.requireNonNull(in, "report.css").readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
