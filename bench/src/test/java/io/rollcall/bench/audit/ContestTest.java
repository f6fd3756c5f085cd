package io.rollcall.bench.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.audit.Audit;
import io.rollcall.audit.Progress;
import io.rollcall.audit.Report;
import io.rollcall.audit.layout.FileSide;
import io.rollcall.audit.layout.SideOptions;
import io.rollcall.audit.roll.Counts;
import io.rollcall.audit.roll.Period;
import io.rollcall.audit.roll.RollCall;
import io.rollcall.sim.drift.DriftModel;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The roll call finds exactly what each model of a collector has lost or sent twice. */
final class ContestTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void whatEachCollectorLostIsFound() throws Exception {
        List<Contest.Outcome> outcomes = new Contest(folder, DriftModel.named("bimodal"), 1).run();
        assertThat(outcomes)
                .extracting(Contest.Outcome::collector)
                .containsExactly("plain-poller", "hold-back", "overlap", "paper-script");
        assertThat(outcomes).allSatisfy(outcome -> {
            assertThat(outcome.found()).isEqualTo(outcome.expected());
            assertThat(outcome.found().missing()).isPositive();
            assertThat(outcome.latest()).isGreaterThan(Contest.OVERLAP);
        });
        assertThat(outcomes)
                .anySatisfy(outcome -> assertThat(outcome.found().duplicated()).isPositive());
    }

    @Test
    void theManyMadeUpEventsAreJudgedAsTheyWereMade() throws Exception {
        Population population = new Population(folder, 50_123);
        population.write();
        Report report = new Audit(new RollCall(Period.ALL, 10, false), folder, Progress.NONE)
                .of(
                        FileSide.of(population.truth(), SideOptions.NONE),
                        FileSide.of(population.copy(), SideOptions.NONE));
        assertThat(report.total())
                .isEqualTo(new Counts(
                        population.events() - population.lost(),
                        population.lost(),
                        0,
                        population.twice(),
                        population.edited()));
        assertThat(population.lost()).isEqualTo(50);
    }
}
