package io.rollcall.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.audit.roll.Counts;
import io.rollcall.audit.roll.Finding;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Copies whose losses, repeats, inventions and edits are known are judged exactly so, whatever the two sides are. */
final class GroundTruthTest {

    private static final int EVENTS = 100;
    private static final long SEED = 6;

    @TempDir
    private Path folder = Path.of("");

    private final List<SignIn> truth =
            IntStream.range(0, EVENTS).mapToObj(SignIn::of).toList();
    private final List<SignIn> copy = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();
    private final List<String> extra = new ArrayList<>();
    private final List<String> changed = new ArrayList<>();
    private int duplicated;

    GroundTruthTest() {
        Random random = new Random(SEED);
        for (SignIn each : truth) {
            int fate = random.nextInt(10);
            if (fate == 0) {
                missing.add(each.id());
            } else if (fate == 1) {
                copy.addAll(List.of(each, each, each));
                duplicated += 2;
            } else if (fate == 2) {
                changed.add(each.id());
                copy.add(each.withUser("intruder@contoso.example"));
            } else {
                copy.add(each);
            }
        }
        for (int i = EVENTS; i < EVENTS + 5; i++) {
            extra.add(SignIn.of(i).id());
            copy.add(SignIn.of(i));
        }
        Collections.shuffle(copy, random);
    }

    static Stream<Export> exports() {
        return Stream.of(Export.values());
    }

    @ParameterizedTest
    @MethodSource("exports")
    void everyExportIsJudgedExactlyAgainstTheServicesOwn(Export export) throws Exception {
        judged(export, new Take(folder).of(Export.NDJSON.of(truth), export.of(copy)));
    }

    @ParameterizedTest
    @MethodSource("exports")
    void everyExportCanBeTheTruth(Export export) throws Exception {
        judged(export, new Take(folder).of(export.of(truth), Export.SPLUNK_CSV.of(copy)));
    }

    @ParameterizedTest
    @MethodSource("exports")
    void everyExportIsJudgedExactlyAgainstItsLike(Export export) throws Exception {
        Report report = new Take(folder).of(export.of(truth), export.of(copy));
        assertThat(report.total())
                .as("%s, seed %s, %s", export, SEED, report.notes())
                .isEqualTo(
                        new Counts(EVENTS - missing.size(), missing.size(), extra.size(), duplicated, changed.size()));
    }

    @ParameterizedTest
    @EnumSource
    void everyExportMayBePacked(Export export) throws Exception {
        judged(export, new Take(folder).of(Export.NDJSON.packed(truth), export.packed(copy)));
    }

    @ParameterizedTest
    @MethodSource("exports")
    void everyExportIsCompleteAgainstItself(Export export) throws Exception {
        Report report = new Take(folder).of(export.of(truth), export.of(truth));
        assertThat(report.verdict()).isEqualTo(Verdict.COMPLETE);
        assertThat(report.total()).isEqualTo(new Counts(EVENTS, 0, 0, 0, 0));
        assertThat(report.truth().time()).as("%s", export).isNotEmpty();
        assertThat(report.truth().health().withoutTime()).as("%s", export).isZero();
    }

    @Test
    void whatIsMissingIsListedWithItsRecordAndTime() throws Exception {
        Report report = new Take(folder).of(Export.PORTAL_JSON.of(truth), Export.SYSLOG.of(copy));
        assertThat(report.named(Finding.MISSING)).extracting(Named::id).containsExactlyElementsOf(missing);
        Named first = report.named(Finding.MISSING).get(0);
        assertThat(first.record().orElse("")).contains("\"userPrincipalName\":", first.id());
        assertThat(first.time()).isPresent();
    }

    private void judged(Export export, Report report) {
        int changes = export.hasContents() ? changed.size() : 0;
        assertThat(report.total())
                .as("%s, seed %s, %s", export, SEED, report.notes())
                .isEqualTo(new Counts(EVENTS - missing.size(), missing.size(), extra.size(), duplicated, changes));
        assertThat(report.verdict()).isEqualTo(Verdict.GAPS);
        assertThat(report.named(Finding.MISSING)).extracting(Named::id).containsExactlyElementsOf(missing);
        assertThat(report.named(Finding.EXTRA)).extracting(Named::id).containsExactlyInAnyOrderElementsOf(extra);
        if (export.hasContents()) {
            assertThat(report.named(Finding.CHANGED)).extracting(Named::id).containsExactlyElementsOf(changed);
        }
    }
}
