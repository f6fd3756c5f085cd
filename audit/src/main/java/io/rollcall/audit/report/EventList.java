package io.rollcall.audit.report;

import io.rollcall.audit.Named;
import io.rollcall.engine.time.Spans;
import java.util.List;

/** A table of events with their records. */
final class EventList {

    private EventList() {}

    /**
     * Adds the table, if there is anything to list.
     *
     * @param count how many there are, of which the list may be the first
     * @param isRedacted whether values of records are left out
     */
    static void add(Html page, String title, long count, List<Named> events, boolean isRedacted) {
        if (count == 0) {
            return;
        }
        page.raw("<section>").element("h2", title + " (" + count + ")");
        if (events.size() < count) {
            page.element("p", "The earliest " + events.size() + " are listed; --list N lists more.");
        }
        boolean hasStreams = events.stream().anyMatch(event -> !event.stream().isEmpty());
        page.raw("<div class=\"wide\"><table><thead><tr><th>event time</th><th>id</th>"
                + (hasStreams ? "<th>stream</th>" : "") + "<th>late by</th><th>line</th></tr></thead><tbody>");
        for (Named event : events) {
            row(page, event, hasStreams, isRedacted);
        }
        page.raw("</tbody></table></div></section>");
    }

    private static void row(Html page, Named event, boolean hasStreams, boolean isRedacted) {
        page.raw("<tr><td class=\"time\">")
                .text(event.time().map(Object::toString).orElse("–"));
        page.raw("</td><td class=\"text\"><code>").text(event.id()).raw("</code>");
        event.record()
                .ifPresent(record -> page.raw("<details><summary>record</summary><pre>")
                        .text(isRedacted ? Redaction.of(record) : record)
                        .raw("</pre></details>"));
        page.raw("</td>");
        if (hasStreams) {
            page.element("td", event.stream());
        }
        page.element("td", event.lateness().map(Spans::words).orElse("–"));
        page.element("td", lines(event)).raw("</tr>");
    }

    private static String lines(Named event) {
        String truth = event.truthLine() > 0 ? "truth " + event.truthLine() : "";
        String copy = event.copyLine() > 0 ? "copy " + event.copyLine() : "";
        return truth + (truth.isEmpty() || copy.isEmpty() ? "" : ", ") + copy;
    }
}
