package io.rollcall.verify.conservation;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.ledger.InMemory;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every event, once: for each definition, however late events are and whatever goes wrong on the way. */
final class ConservationTest {

    @TempDir(factory = InMemory.class)
    Path directory;

    /** Trials that are over soon, for every definition. */
    static Stream<Trial> brief() {
        return Stream.of(
                new Trial("azure-ad-graph", "bimodal", Weather.CALM, Trial.Scale.HOURS, 21),
                new Trial("entra-audits", "outage", Weather.REFUSALS, Trial.Scale.HOURS, 4),
                new Trial("azure-ad-graph", "flood", Weather.NETWORK, Trial.Scale.HOURS, 6),
                new Trial("office365-management", "none", Weather.BLOBS, Trial.Scale.HOURS, 8),
                new Trial("office365-management", "steady", Weather.SWITCHED_OFF, Trial.Scale.HOURS, 12),
                new Trial("entra-signins", "steady", Weather.UNSTEADY, Trial.Scale.HOURS, 14),
                new Trial("entra-audits", "steady", Weather.MUTE, Trial.Scale.HOURS, 13),
                new Trial("office365-management", "bimodal", Weather.REFUSALS, Trial.Scale.HOURS, 10));
    }

    static Stream<Trial> trials() {
        return Stream.of(
                new Trial("entra-audits", "pareto", Weather.CALM, Trial.Scale.HOURS, 23),
                new Trial("azure-ad-graph", "outage", Weather.CALM, Trial.Scale.HOURS, 25),
                new Trial("entra-audits", "stragglers", Weather.LINKS, Trial.Scale.HOURS, 5),
                new Trial("entra-signins", "steady", Weather.CALM, Trial.Scale.HOURS, 1),
                new Trial("entra-audits", "surge", Weather.CALM, Trial.Scale.HOURS, 27),
                new Trial("entra-signins", "pareto", Weather.STORM, Trial.Scale.HOURS, 2),
                new Trial("entra-signins", "bimodal", Weather.LINKS, Trial.Scale.HOURS, 3),
                new Trial("azure-ad-graph", "surge", Weather.STORM, Trial.Scale.HOURS, 7),
                new Trial("office365-management", "none", Weather.GRAVE, Trial.Scale.HOURS, 11),
                new Trial("entra-signins", "bimodal", Weather.UNSTEADY, Trial.Scale.HOURS, 15),
                new Trial("office365-management", "steady", Weather.STORM, Trial.Scale.HOURS, 9));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brief")
    @Timeout(120)
    void everyEventArrivesOnceSoon(Trial trial) throws Exception {
        everyEventArrivesOnce(trial);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("trials")
    @Tag("long")
    @Timeout(120)
    void everyEventArrivesOnce(Trial trial) throws Exception {
        assertThat(new TrialRun(trial).run(directory)).isPositive();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"entra-signins", "office365-management"})
    @Tag("long")
    @Timeout(120)
    void everyEventComesIntoAFileOnce(String definition) throws Exception {
        Trial trial = new Trial(definition, "bimodal", Weather.STORM, Trial.Scale.HOURS, 20);
        new TrialRun(trial).runWithFiles(directory);
    }
}
