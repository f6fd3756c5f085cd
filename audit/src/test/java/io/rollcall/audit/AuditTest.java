package io.rollcall.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.audit.input.Unreadable;
import io.rollcall.audit.layout.DateOrder;
import io.rollcall.audit.layout.SideOptions;
import io.rollcall.audit.roll.Counts;
import io.rollcall.audit.roll.Finding;
import io.rollcall.audit.roll.Period;
import io.rollcall.engine.identity.FieldPath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What counts as what, and what is said when nothing can be said. */
final class AuditTest {

    private static final String A = "{\"id\":\"a\",\"time\":\"2026-03-02T08:00:00Z\",\"n\":1}\n";
    private static final String B = "{\"id\":\"b\",\"time\":\"2026-03-02T09:30:00Z\",\"n\":2}\n";
    private static final String C = "{\"id\":\"c\",\"time\":\"2026-03-02T10:00:00Z\",\"n\":3}\n";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void idsThatDifferInCaseOrWhiteSpaceAreDifferent() throws Exception {
        assertThat(take().of(A, A.replace("\"a\"", "\"A\"")).total()).isEqualTo(new Counts(0, 1, 1, 0, 0));
        assertThat(take().of(A, A.replace("\"a\"", "\"a \"")).total()).isEqualTo(new Counts(0, 1, 1, 0, 0));
    }

    @Test
    void copiesBeyondTheFirstAreDuplicatesAlsoOfWhatTheTruthLacks() throws Exception {
        assertThat(take().of(A, A + A + C + C + C).total()).isEqualTo(new Counts(1, 0, 1, 3, 0));
    }

    @Test
    void statesTheTruthHasAreNoDuplicates() throws Exception {
        String later = A.replace("\"n\":1", "\"n\":11");
        assertThat(take().of(A + later, later + A).total()).isEqualTo(new Counts(1, 0, 0, 0, 0));
        assertThat(take().of(A + later, later + A + A).total()).isEqualTo(new Counts(1, 0, 0, 1, 0));
        assertThat(take().of(A, A + later).total()).isEqualTo(new Counts(1, 0, 0, 1, 0));
    }

    @Test
    void recordsTheTruthRepeatsCountOnce() throws Exception {
        Report report = take().of(A + A + B, B);
        assertThat(report.total()).isEqualTo(new Counts(1, 1, 0, 0, 0));
        assertThat(report.result().repeats()).isEqualTo(1);
    }

    @Test
    void aCopyIsChangedOnlyIfNoneOfItsContentsIsTheTruths() throws Exception {
        String edited = A.replace("\"n\":1", "\"n\":9");
        assertThat(take().of(A, edited).total().changed()).isEqualTo(1);
        assertThat(take().of(A, A + edited).total().changed()).isZero();
    }

    @Test
    void aDroppedFieldIsAChangeWhereOtherRecordsAgree() throws Exception {
        assertThat(take().of(A + B, A + B.replace(",\"n\":2", "")).total()).isEqualTo(new Counts(2, 0, 0, 0, 1));
    }

    @Test
    void fieldsThatASystemAddsAreNoChangeAndEditsAreSeenAllTheSame() throws Exception {
        String added = ",\"host\":{\"name\":\"siem\"},\"tags\":[\"x\"]}";
        String copy = A.replace("}", added) + B.replace("2}", "9}").replace("}", added);
        Report report = take().of(A + B, copy);
        assertThat(report.total()).isEqualTo(new Counts(2, 0, 0, 0, 1));
        assertThat(report.named(Finding.CHANGED)).extracting(Named::id).containsExactly("b");
        assertThat(report.notes()).anyMatch(note -> note.contains("fields that both sides have"));
        assertThat(take().of(A + B, A + B.replace("}", added)).total().changed())
                .isEqualTo(1);
    }

    @Test
    void aSideWithFewerFieldsThroughoutIsComparedByIdAlone() throws Exception {
        Report report = take().of(A.replace(",\"n\":1", "") + B.replace(",\"n\":2", ""), A + B);
        assertThat(report.total()).isEqualTo(new Counts(2, 0, 0, 0, 0));
        assertThat(report.result().comparison().notComparable()).isEqualTo(2);
        assertThat(report.notes()).anyMatch(note -> note.contains("by id alone"));
    }

    @Test
    void whatIsIgnoredIsNoChange() throws Exception {
        SideOptions options = options(List.of(), List.of(FieldPath.parse("/n")));
        assertThat(take().with(options).of(A, A.replace("1}", "7}")).total()).isEqualTo(new Counts(1, 0, 0, 0, 0));
    }

    @Test
    void timesInAnotherZoneAreTheSameTimes() throws Exception {
        Report report = take().of(
                        A + B, A.replace("08:00:00Z", "09:00:00+01:00") + B.replace("09:30:00Z", "04:30:00.000-0500"));
        assertThat(report.total()).isEqualTo(new Counts(2, 0, 0, 0, 0));
        assertThat(report.verdict()).isEqualTo(Verdict.COMPLETE);
    }

    @Test
    void aZoneCanBeGivenForTimesThatNameNone() throws Exception {
        SideOptions berlin = new SideOptions(
                List.of(),
                Optional.empty(),
                Optional.empty(),
                ZoneId.of("Europe/Berlin"),
                Optional.empty(),
                List.of(),
                Optional.empty());
        Report report = take().with(SideOptions.NONE, berlin).of(A, A.replace("08:00:00Z", "09:00:00"));
        assertThat(report.total()).isEqualTo(new Counts(1, 0, 0, 0, 0));
    }

    @Test
    void timesThatNameNoZoneMayBeInAnother() throws Exception {
        String local = A.replace("08:00:00Z", "10:00:00");
        Report report =
                take().of(A + B, local + B.replace("09:30:00Z", "11:30:00").replace("\"n\":2", "\"n\":9"));
        assertThat(report.total()).isEqualTo(new Counts(2, 0, 0, 0, 1));
        assertThat(report.notes()).anyMatch(note -> note.contains("--copy-zone"));
        assertThat(take().of(A, A.replace("08:00:00Z", "10:00:00Z")).total().changed())
                .isEqualTo(1);
        assertThat(take().of(A, A.replace("08:00:00Z", "10:00:01")).total().changed())
                .isEqualTo(1);
    }

    @Test
    void whatCannotBePlacedInThePeriodLeavesTheVerdictOpen() throws Exception {
        Period period = new Period(Optional.of(Instant.parse("2026-03-02T00:00:00Z")), Optional.empty());
        String undated = B.replace("2026-03-02T09:30:00Z", "half past nine");
        Report lacking = take().during(period).of(A + undated, A);
        assertThat(lacking.result().leftOut().undated()).isEqualTo(1);
        assertThat(lacking.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(lacking.notes()).anyMatch(note -> note.contains("--truth-time"));
        assertThat(take().during(period).of(A + undated, A + undated).verdict()).isEqualTo(Verdict.COMPLETE);
        assertThat(take().of(A + undated, A).total().missing()).isEqualTo(1);
    }

    @Test
    void timesAmongTheValuesAreEqualHoweverTheyAreWritten() throws Exception {
        String iso = "2026-03-02T09:41:00Z";
        for (String written : List.of(
                "2026/3/2 9:41:00",
                "2 Mar 2026 09:41:00",
                "02-Mar-2026 09:41:00",
                "March 2, 2026 at 9:41 AM",
                "Mar 2, 2026 @ 09:41:00.000",
                "Mon, 2 Mar 2026 09:41:00 GMT")) {
            String truth = A.replace("\"n\":1", "\"seen\":\"" + iso + "\"");
            Report report = take().of(truth, truth.replace(iso, written));
            assertThat(report.total()).as(written).isEqualTo(new Counts(1, 0, 0, 0, 0));
            assertThat(take().of(truth, truth.replace(iso, written.replace("41", "42")))
                            .total()
                            .changed())
                    .as(written)
                    .isEqualTo(1);
        }
    }

    @Test
    void theOrderOfDayAndMonthIsFoundOutOrGiven() throws Exception {
        String second = A.replace("2026-03-02T08:00:00Z", "2/3/2026 08:00");
        String thirteenth = B.replace("2026-03-02T09:30:00Z", "13/3/2026 09:30");
        Period march = new Period(Optional.of(Instant.parse("2026-03-01T00:00:00Z")), Optional.empty());
        assertThat(take().during(march)
                        .of(second + thirteenth, second + thirteenth)
                        .total()
                        .present())
                .isEqualTo(2);
        assertThatThrownBy(() -> take().during(march).of(second, second)).isInstanceOf(Unreadable.class);
        SideOptions dayFirst = new SideOptions(
                List.of(),
                Optional.empty(),
                Optional.empty(),
                ZoneOffset.UTC,
                Optional.of(DateOrder.DAY_FIRST),
                List.of(),
                Optional.empty());
        Report report = take().during(march).with(dayFirst, dayFirst).of(second, second);
        assertThat(report.total().present()).isEqualTo(1);
        assertThat(report.truth().layout()).contains("day/month/year");
    }

    @Test
    void onlyThePeriodIsCompared() throws Exception {
        Period period = new Period(
                Optional.of(Instant.parse("2026-03-02T09:00:00Z")), Optional.of(Instant.parse("2026-03-02T10:00:00Z")));
        Report report = take().during(period).of(A + B, C.replace("\"c\"", "\"other\""));
        assertThat(report.total()).isEqualTo(new Counts(0, 1, 0, 0, 0));
        assertThat(report.result().leftOut().outside()).isEqualTo(2);
        assertThatThrownBy(() -> take().during(period).of(A, A))
                .isInstanceOf(Unreadable.class)
                .hasMessageContaining("--from");
    }

    @Test
    void anIdMayHaveSeveralPartsOneOfThemTheTime() throws Exception {
        String truth = "user,at,what\nx,2026-03-02T08:00:00Z,login\nx,2026-03-02T08:00:01Z,login\n";
        SideOptions options = new SideOptions(
                List.of("user", "at"),
                Optional.of("at"),
                Optional.empty(),
                ZoneOffset.UTC,
                Optional.empty(),
                List.of(),
                Optional.empty());
        Report report = take().with(options).of(truth, "user,at,what\nx,2026-03-02T08:00:01Z,login\n");
        assertThat(report.total()).isEqualTo(new Counts(1, 1, 0, 0, 0));
        assertThat(report.named(Finding.MISSING)).extracting(Named::id).containsExactly("x 2026-03-02T08:00:00Z");
    }

    @Test
    void eventsWithoutIdsCanBeComparedByContent() throws Exception {
        String truth = "{\"who\":\"x\",\"n\":1.0}\n{\"who\":\"y\",\"n\":2}\n";
        Report report =
                take().with(options(List.of(SideOptions.BY_CONTENT), List.of())).of(truth, "{\"n\":1,\"who\":\"x\"}\n");
        assertThat(report.total()).isEqualTo(new Counts(1, 1, 0, 0, 0));
    }

    @Test
    void theTruthFileNamesStreamsStatesAndLateness() throws Exception {
        String truth = """
                {"key":"a","stream":"s1","tenant":"t","event_time":"2026-03-02T08:00:00Z","visible_time":"2026-03-02T10:00:00Z","revision":0,"content_hash":"00112233445566778899"}
                {"key":"b","stream":"s2","tenant":"t","event_time":"2026-03-02T09:30:00Z","visible_time":"2026-03-02T09:31:00Z","revision":0,"content_hash":"10112233445566778899"}
                {"key":"b","stream":"s2","tenant":"t","event_time":"2026-03-02T09:30:00Z","visible_time":"2026-03-02T09:41:00Z","revision":1,"content_hash":"20112233445566778899"}
                {"key":"z","stream":"s2","tenant":"t","event_time":"2026-03-02T09:30:00Z","visible_time":"2026-03-03T09:41:00Z","revision":0,"content_hash":"30112233445566778899"}
                """;
        SideOptions options = new SideOptions(
                List.of(),
                Optional.empty(),
                Optional.empty(),
                ZoneOffset.UTC,
                Optional.empty(),
                List.of(),
                Optional.of(Instant.parse("2026-03-03T00:00:00Z")));
        Report report = take().with(options, SideOptions.NONE).of(truth, B + B.replace("2}", "3}"));
        assertThat(report.total()).isEqualTo(new Counts(1, 1, 0, 0, 0));
        assertThat(report.result().leftOut().excused()).isEqualTo(1);
        assertThat(report.streams().values()).containsExactlyInAnyOrder("s1", "s2");
        assertThat(report.result().lateness().max()).hasHours(2);
    }

    @Test
    void onlyTheStreamsThatAreWantedAreCompared() throws Exception {
        SideOptions options = new SideOptions(
                List.of(),
                Optional.empty(),
                Optional.of("s"),
                ZoneOffset.UTC,
                Optional.empty(),
                List.of(),
                Optional.empty());
        String truth = A.replace("}", ",\"s\":\"one\"}")
                + B.replace("}", ",\"s\":\"two\"}")
                + C.replace("}", ",\"s\":\"two\"}");
        Report report = take().with(options, SideOptions.NONE).only("two").of(truth, C.replace("}", ",\"s\":\"two\"}"));
        assertThat(report.total()).isEqualTo(new Counts(1, 1, 0, 0, 0));
        assertThat(report.result().leftOut().outside()).isEqualTo(1);
        assertThatThrownBy(() ->
                        take().with(options, SideOptions.NONE).only("three").of(truth, A))
                .isInstanceOf(Unreadable.class)
                .hasMessageContainingAll("three", "one, two");
    }

    @Test
    void nothingIsLeftInTheWorkFolder() throws Exception {
        Report unused = take().of(A + B, A);
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder("truth", "copy");
        }
    }

    private Take take() {
        return new Take(folder);
    }

    private static SideOptions options(List<String> id, List<FieldPath> ignored) {
        return new SideOptions(
                id, Optional.empty(), Optional.empty(), ZoneOffset.UTC, Optional.empty(), ignored, Optional.empty());
    }
}
