package io.rollcall.verify.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.engine.time.SystemClock;
import io.rollcall.ledger.PostgresServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A short run of {@code verify/chaos}: whatever goes wrong, OpenSearch has each event, as it was, once. */
@Tag("slow")
@Tag("server")
final class ChaosTest {

    /** Of these the first 40 seconds kill collectors and the node, set clocks and disturb the network. */
    private static final long SEED = 331;

    private static final Duration LENGTH = Duration.ofSeconds(40);

    @TempDir
    Path directory;

    private final SystemClock clock = new SystemClock();
    private final List<String> told = Collections.synchronizedList(new ArrayList<>());

    @Test
    @Timeout(600)
    void twoCollectorsBringEachEventToOpenSearchOnceWhateverGoesWrong() throws Exception {
        OpenSearch.lacking().or(PostgresServer::lacking).ifPresent(Assumptions::abort);
        try (Scene scene = Scene.Shared.start(clock);
                OpenSearch receiver = new OpenSearch(directory)) {
            ChaosOutcome outcome = new ChaosTrial(scene, receiver, LENGTH, SEED, directory, clock, told::add).run();
            assertThat(outcome.truth()).as("%s", told).isGreaterThan(2000);
            assertThat(List.of(outcome.missing(), outcome.invented(), outcome.altered(), outcome.duplicates()))
                    .as("missing, invented, altered, duplicates; %s", told)
                    .containsOnly(0);
            assertThat(outcome.kills()).isPositive();
            assertThat(told)
                    .anyMatch(line -> line.contains("killed the receiver"))
                    .anyMatch(line -> line.contains("a clock is set"))
                    .as("something is delivered twice")
                    .anyMatch(line -> line.contains(Trouble.BEFORE_RECEIPT));
        }
    }
}
