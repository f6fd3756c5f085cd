package io.rollcall.audit.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rollcall.audit.Audit;
import io.rollcall.audit.Progress;
import io.rollcall.audit.layout.FileSide;
import io.rollcall.audit.layout.SideOptions;
import io.rollcall.audit.roll.Period;
import io.rollcall.audit.roll.RollCall;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real browser shows the page: at the widths of a phone and a desk, and printed. Needs Chromium. */
final class BrowserTest {

    private static final List<Path> BROWSERS =
            List.of(Path.of("/usr/bin/chromium"), Path.of("/usr/bin/chromium-browser"));
    private static final long PATIENCE_SECONDS = 90;

    /** Looks into the page in a frame, which allows no script of its own, and writes what it sees into the title. */
    private static final String LOOK = """
            <!DOCTYPE html><html><body><iframe id="frame" src="report.html" style="width: WIDTHpx; height: 900px; border: 0"></iframe><script>
            onload = () => {
              const page = document.getElementById('frame').contentDocument;
              const drawn = [...page.querySelectorAll('svg rect')].filter(it => it.getBBox().width > 1).length;
              const svg = page.querySelector('svg').getBoundingClientRect();
              document.title = JSON.stringify({
                heading: page.querySelector('h1').textContent,
                overflow: page.documentElement.scrollWidth - page.documentElement.clientWidth,
                drawn: drawn,
                pictureWidth: Math.round(svg.width),
                nameless: page.querySelectorAll('svg:not([aria-labelledby])').length,
                requests: page.defaultView.performance.getEntriesByType('resource').length
              });
            };
            </script></body></html>
            """;

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void write() throws Exception {
        assumeTrue(BROWSERS.stream().anyMatch(Files::exists), "Chromium is not installed: apt-get install chromium");
        Path truth = Files.writeString(folder.resolve("truth.ndjson"), HtmlReportTest.TRUTH);
        Path copy =
                Files.writeString(folder.resolve("copy.ndjson"), "{\"id\":\"b\",\"time\":\"2026-03-03T09:30:00Z\"}\n");
        Files.writeString(
                folder.resolve("report.html"),
                new HtmlReport(Instant.EPOCH, Map.of("Rollcall", "9.9"), false)
                        .of(new Audit(new RollCall(Period.ALL, 50, false), folder, Progress.NONE)
                                .of(FileSide.of(truth, SideOptions.NONE), FileSide.of(copy, SideOptions.NONE))));
    }

    @Test
    void fitsAPhoneAndADeskWithItsChartsDrawnAndAsksForNothing() throws Exception {
        for (int width : new int[] {360, 1280}) {
            Files.writeString(folder.resolve("look.html"), LOOK.replace("WIDTH", Integer.toString(width)));
            String seen = browse(
                    "--dump-dom", "--allow-file-access-from-files", "--virtual-time-budget=5000", uri("look.html"));
            assertThat(seen)
                    .as("at %s pixels", width)
                    .contains("\"heading\":\"Gaps: 2 of 3 events are missing\"")
                    .contains("\"overflow\":0")
                    .contains("\"drawn\":" + (2 * 24 + 2))
                    .contains("\"nameless\":0")
                    .contains("\"requests\":0");
        }
    }

    @Test
    void canBePrinted() throws Exception {
        String unused = browse("--print-to-pdf=" + folder.resolve("report.pdf"), uri("report.html"));
        byte[] pdf = Files.readAllBytes(folder.resolve("report.pdf"));
        assertThat(new String(pdf, 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
        assertThat(pdf.length).isGreaterThan(10_000);
    }

    private String uri(String file) {
        return folder.resolve(file).toUri().toString();
    }

    private String browse(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                BROWSERS.stream()
                        .filter(Files::exists)
                        .findFirst()
                        .orElseThrow()
                        .toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--user-data-dir=" + folder.resolve("profile")));
        command.addAll(List.of(arguments));
        File out = folder.resolve("out").toFile();
        Process browser = new ProcessBuilder(command)
                .redirectOutput(out)
                .redirectError(folder.resolve("errors").toFile())
                .start();
        try {
            assertThat(browser.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as("the browser ended in time")
                    .isTrue();
        } finally {
            browser.destroyForcibly().waitFor();
        }
        return Files.readString(out.toPath()).replace("&quot;", "\"");
    }
}
