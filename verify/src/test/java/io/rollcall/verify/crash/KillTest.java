package io.rollcall.verify.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.engine.time.SystemClock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nothing is missing, however often the collector and the receiver are killed. */
@Tag("long")
final class KillTest {

    @TempDir
    Path directory;

    @Test
    @Timeout(180)
    void nothingIsMissingAfterAFewKills() throws Exception {
        check(new KillPlan(List.of("entra-signins", "office365-management"), 5, 2, 8, System.nanoTime()));
    }

    @Test
    @Tag("slow")
    @Timeout(1800)
    void nothingIsMissingAfterManyKills() throws Exception {
        check(new KillPlan(KillPlan.EVERYTHING, 50, 20, 20, System.nanoTime()));
    }

    private void check(KillPlan plan) throws Exception {
        KillTrial.lacking().ifPresent(Assumptions::abort);
        List<String> progress = new ArrayList<>();
        KillOutcome outcome = new KillTrial(plan, directory, new SystemClock(), line -> {
                    synchronized (progress) {
                        progress.add(line);
                    }
                })
                .run();
        assertThat(outcome.truth()).as("%s", plan).isGreaterThan(300);
        assertThat(outcome.isGood())
                .as("%s%n%s%n%s%n%s", plan, outcome.json(), outcome.balance(), progress)
                .isTrue();
    }
}
