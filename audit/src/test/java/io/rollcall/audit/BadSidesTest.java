package io.rollcall.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.audit.input.Unreadable;
import io.rollcall.audit.layout.SideOptions;
import io.rollcall.audit.roll.Counts;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sides that are damaged, empty, or nothing a roll call can be taken of. */
final class BadSidesTest {

    private static final String A = "{\"id\":\"a\",\"time\":\"2026-03-02T08:00:00Z\",\"n\":1}\n";
    private static final String B = "{\"id\":\"b\",\"time\":\"2026-03-02T09:30:00Z\",\"n\":2}\n";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void anEmptyCopyLacksEverythingAndAnEmptyTruthSaysNothing() throws Exception {
        assertThat(take().of(A + B, "").total()).isEqualTo(new Counts(0, 2, 0, 0, 0));
        assertThatThrownBy(() -> take().of("", A))
                .isInstanceOf(Unreadable.class)
                .hasMessageContaining("no event");
        assertThatThrownBy(() -> take().of("id,time\n", A)).isInstanceOf(Unreadable.class);
    }

    @Test
    void whatCannotBeUsedIsNamedWithWhatToDo() throws Exception {
        assertThatThrownBy(() -> take().of("{\"who\":\"x\",\"n\":1}\n", A))
                .isInstanceOf(Unreadable.class)
                .hasMessageContainingAll("truth", "--id", "n, who");
        assertThatThrownBy(() -> take().with(identifiedBy("/nowhere")).of(A, A))
                .hasMessageContainingAll("/nowhere", "id, n, time");
        assertThatThrownBy(() -> take().of("hello world", A)).isInstanceOf(Unreadable.class);
        assertThatThrownBy(() -> take().of("PK\3\4", A)).hasMessageContaining("ZIP");
        assertThatThrownBy(() -> take().of("{\"id\":", A)).hasMessageContaining("line 1");
        assertThatThrownBy(() -> take().of(new byte[] {(byte) 0xFF, (byte) 0xFE, '{', 0}, new byte[0]))
                .hasMessageContaining("UTF-16");
        assertThatThrownBy(() -> take().of(A.getBytes(StandardCharsets.UTF_8), new byte[] {77, 3, -5, 10, 9}))
                .hasMessageContaining("no text");
        assertThatThrownBy(() -> take().of(folder.resolve("none"), folder.resolve("none")))
                .hasMessageContaining("no such file");
        assertThatThrownBy(() -> take().of(folder, folder)).hasMessageContaining("folder");
    }

    @Test
    void aFieldThatIsNoIdIsFoundOut() throws Exception {
        StringBuilder truth = new StringBuilder();
        for (int i = 0; i < 10_100; i++) {
            truth.append("{\"host\":\"h\",\"n\":").append(i).append("}\n");
        }
        SideOptions host = identifiedBy("host");
        assertThatThrownBy(() -> take().with(host).of(truth.toString(), truth.toString()))
                .isInstanceOf(Unreadable.class)
                .hasMessageContainingAll("truth", "--id");
    }

    @Test
    void aCutOffLastLineIsReportedAndItsEventMissing() throws Exception {
        Report report = take().of(A + B, A + B.substring(0, 20));
        assertThat(report.total()).isEqualTo(new Counts(1, 1, 0, 0, 0));
        assertThat(report.copy().health().damages()).singleElement().satisfies(damage -> {
            assertThat(damage.line()).isEqualTo(2);
            assertThat(damage.reason()).contains("cut off");
        });
    }

    @Test
    void aCutOffTruthCannotProveCompleteness() throws Exception {
        Report report = take().of(A + B.substring(0, 20), A);
        assertThat(report.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(report.notes()).anyMatch(note -> note.contains("could not be called"));
    }

    @Test
    void aCutOffArrayTableOrPackedFileIsReported() throws Exception {
        assertThat(damage("[" + A.strip() + "," + B.substring(0, 20))).contains("cut off");
        assertThat(damage("id,time,n\na,2026-03-02T08:00:00Z,1\nb,2026-03-02T0"))
                .contains("cells");
        assertThat(damage("id,time,n\na,2026-03-02T08:00:00Z,1\nb,2026-03-02T08:00:00Z,\"unfinish"))
                .contains("cut off");
        byte[] packed = Export.NDJSON.packed(List.of(SignIn.of(1), SignIn.of(2)));
        Report report = take().of(Export.NDJSON.of(List.of(SignIn.of(1))), Arrays.copyOf(packed, packed.length - 12));
        assertThat(report.copy().health().damages().toString()).contains("gzip");
    }

    private String damage(String copy) throws Exception {
        Report report = take().of(A + B, copy);
        assertThat(report.total().missing()).as(copy).isEqualTo(1);
        return report.copy().health().damages().toString();
    }

    private Take take() {
        return new Take(folder);
    }

    private static SideOptions identifiedBy(String field) {
        return new SideOptions(
                List.of(field),
                Optional.empty(),
                Optional.empty(),
                ZoneOffset.UTC,
                Optional.empty(),
                List.of(),
                Optional.empty());
    }
}
