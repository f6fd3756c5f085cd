package io.rollcall.engine.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.engine.event.Window;
import io.rollcall.engine.plan.Coverage;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class StreamStateTest {

    private static final Instant NOW = Instant.parse("2026-03-31T12:00:00Z");
    private static final Duration RETENTION = Duration.ofDays(30);

    private static StreamState read(Duration since, Duration from) {
        return StreamState.beginningAt(NOW.minus(since))
                .withCoverage(Coverage.NONE.swept(new Window(NOW.minus(from), NOW), NOW));
    }

    @Test
    void whatTheApiHasForgottenSinceIsNoGap() {
        assertThat(read(Duration.ofDays(90), Duration.ofDays(31)).readUntil(RETENTION))
                .isEqualTo(NOW);
        assertThat(read(Duration.ofDays(90), RETENTION.minusMinutes(20)).readUntil(RETENTION))
                .isEqualTo(NOW);
    }

    @Test
    void whatItStillRemembersIsAGapUntilItHasBeenRead() {
        Duration all = RETENTION.minusMinutes(1);
        assertThat(read(all, all.minusMinutes(20)).readUntil(RETENTION)).isEqualTo(NOW.minus(all));
        assertThat(read(Duration.ofDays(90), Duration.ofDays(20)).readUntil(RETENTION))
                .isEqualTo(NOW.minus(RETENTION));
        assertThat(StreamState.beginningAt(NOW).readUntil(RETENTION)).isEqualTo(NOW);
    }
}
