package io.rollcall.audit.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.audit.Audit;
import io.rollcall.audit.Progress;
import io.rollcall.audit.Report;
import io.rollcall.audit.layout.FileSide;
import io.rollcall.audit.layout.SideOptions;
import io.rollcall.audit.roll.Period;
import io.rollcall.audit.roll.RollCall;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The page says what was found, asks nobody for anything, and lets no record speak for itself. */
final class HtmlReportTest {

    static final String TRUTH = """
            {"key":"a<script>","stream":"s1","event_time":"2026-03-02T08:00:00Z","visible_time":"2026-03-02T10:00:00Z","content_hash":"00112233445566778899"}
            {"key":"b","stream":"s2","event_time":"2026-03-03T09:30:00Z","visible_time":"2026-03-03T09:31:00Z","content_hash":"10112233445566778899"}
            {"key":"c","stream":"s2","event_time":"2026-03-03T12:30:00Z","visible_time":"2026-03-06T12:31:00Z","content_hash":"20112233445566778899"}
            """;
    private static final String COPY = """
            {"id":"b","createdDateTime":"2026-03-03T09:30:00Z","user":"mallory"}
            {"id":"b","createdDateTime":"2026-03-03T09:30:00Z","user":"mallory"}
            {"id":"x","createdDateTime":"2026-03-03T09:40:00Z","user":"</pre><img src=http://evil.example/>"}
            {"id":"y
            """;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void saysWhatWasFound() throws Exception {
        Document page = parsed(page(false));
        assertThat(text(page, "h1")).isEqualTo("Gaps: 2 of 3 events are missing");
        assertThat(text(page, "dl")).contains("missing2").contains("extra1").contains("duplicated1");
        assertThat(page.getDocumentElement().getTextContent())
                .contains(
                        "a<script>",
                        "2 h",
                        "truth 1",
                        "copy 3",
                        "line 4",
                        "SHA-256",
                        "Rollcall 9.9",
                        "2026-04-01T00:00:00Z");
    }

    @Test
    void drawsAnHourForEachHourWithTheMissingMarked() throws Exception {
        Document page = parsed(page(false));
        NodeList squares = page.getElementsByTagName("g");
        assertThat(squares.getLength()).isEqualTo(2 * 24);
        long lost = 0;
        for (int i = 0; i < squares.getLength(); i++) {
            lost += squares.item(i).getTextContent().contains(" 1 missing") ? 1 : 0;
        }
        assertThat(lost).isEqualTo(2);
    }

    @Test
    void picturesHaveNamesAndDescriptions() throws Exception {
        NodeList pictures = parsed(page(false)).getElementsByTagName("svg");
        assertThat(pictures.getLength()).isEqualTo(2);
        for (int i = 0; i < pictures.getLength(); i++) {
            org.w3c.dom.Element picture = (org.w3c.dom.Element) pictures.item(i);
            assertThat(picture.getAttribute("role")).isEqualTo("img");
            assertThat(picture.getAttribute("aria-labelledby")).isNotEmpty();
            assertThat(picture.getElementsByTagName("title").item(0).getTextContent())
                    .isNotEmpty();
            assertThat(picture.getElementsByTagName("desc").item(0).getTextContent())
                    .isNotEmpty();
        }
    }

    @Test
    void asksNobodyForAnything() throws Exception {
        String page = page(false);
        assertThat(page).contains("default-src 'none'");
        assertThat(page.replace("http-equiv", ""))
                .doesNotContainPattern("<(script|link|img|iframe|object|embed)|\\b(src|href|action)=\"|url\\(|@import");
        assertThat(page)
                .contains("&lt;img src=http")
                .contains("prefers-color-scheme: dark")
                .contains("@media print");
    }

    @Test
    void aRedactedPageHoldsNoValues() throws Exception {
        assertThat(page(false)).contains("mallory");
        assertThat(page(true))
                .doesNotContain("mallory")
                .doesNotContain("evil")
                .contains("{&quot;id&quot;:&quot;…&quot;");
    }

    private String page(boolean isRedacted) throws Exception {
        return new HtmlReport(Instant.parse("2026-04-01T00:00:00Z"), Map.of("Rollcall", "9.9"), isRedacted)
                .of(report());
    }

    private Report report() throws Exception {
        Path truth = Files.writeString(folder.resolve("truth.ndjson"), TRUTH);
        Path copy = Files.writeString(folder.resolve("copy.ndjson"), COPY);
        return new Audit(new RollCall(Period.ALL, 50, false), folder, Progress.NONE)
                .of(FileSide.of(truth, SideOptions.NONE), FileSide.of(copy, SideOptions.NONE));
    }

    /** The page as XML, which it is but for its head's tags that have no end. */
    private static Document parsed(String page) throws Exception {
        String xml = page.replace("<!DOCTYPE html>", "").replaceAll("(<meta [^>]*[^/])>", "$1/>");
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }

    private static String text(Document page, String tag) {
        return page.getElementsByTagName(tag).item(0).getTextContent();
    }
}
