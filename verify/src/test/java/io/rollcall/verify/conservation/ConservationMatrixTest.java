package io.rollcall.verify.conservation;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.engine.time.SystemClock;
import io.rollcall.ledger.InMemory;
import io.rollcall.sim.drift.DriftModel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same with every definition, drift model and weather, a line for each trial; shuffled, so that a run that is cut short has
 * seen some of everything. {@code -Dverify.seeds=N} makes N rounds with other seeds, {@code -Dverify.firstSeed=S} begins
 * elsewhere, {@code -Dverify.scale=hours} leaves out the ten-day trials, which take most of the time, and {@code days} leaves out
 * the others. {@code -Dverify.only=S,T} keeps the trials with these seeds.
 */
@Tag("slow")
final class ConservationMatrixTest {

    @TempDir(factory = InMemory.class)
    Path directory;

    static Stream<Trial> trials() {
        long seed = Long.getLong("verify.firstSeed", 1000);
        List<Trial> trials = new ArrayList<>();
        for (int round = 0; round < Integer.getInteger("verify.seeds", 1); round++) {
            for (String definition :
                    List.of("entra-signins", "entra-audits", "azure-ad-graph", "office365-management")) {
                for (String drift : DriftModel.names()) {
                    for (Weather weather : Weather.ALL) {
                        trials.add(new Trial(definition, drift, weather, Trial.Scale.HOURS, seed++));
                    }
                    trials.add(new Trial(definition, drift, Weather.STORM, Trial.Scale.DAYS, seed++));
                }
            }
        }
        Collections.shuffle(trials, new Random(seed));
        String scale = System.getProperty("verify.scale", "");
        Set<String> only = Set.of(System.getProperty("verify.only", "").split(","));
        return trials.stream()
                .filter(trial -> scale.isEmpty() || trial.scale().name().equalsIgnoreCase(scale))
                .filter(trial -> only.contains("") || only.contains(String.valueOf(trial.seed())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("trials")
    @Timeout(3600)
    void everyEventArrivesOnce(Trial trial) throws Exception {
        SystemClock clock = new SystemClock();
        var begun = clock.steady();
        int events = new TrialRun(trial).run(directory);
        assertThat(events).isPositive();
        System.out.printf(
                "%s: %d events, each once; %d s%n",
                trial, events, Duration.between(begun, clock.steady()).toSeconds());
    }
}
