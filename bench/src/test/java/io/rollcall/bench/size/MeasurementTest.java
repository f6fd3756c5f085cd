package io.rollcall.bench.size;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.engine.event.Window;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MeasurementTest {

    @TempDir
    private Path directory = Path.of("");

    @Test
    void everyKeyIsLookedUpAndKnown() throws Exception {
        SizeResult result = new Measurement(directory, 30_000, 1000, 5000).run();
        assertThat(result.keys()).isEqualTo(30_000);
        assertThat(result.sweepEvents()).isBetween(4999L, 5001L);
        assertThat(result.pollEvents()).isBetween(41L, 42L);
        assertThat(result.diskBytes()).isGreaterThan(30_000 * 24);
        assertThat(result.compactBytes()).isLessThanOrEqualTo(result.diskBytes());
        assertThat(result.text()).hasSizeGreaterThan(5);
        assertThat(result.json()).contains("\"keys\":30000");
    }

    @Test
    void aHistoryIsTheSameWheneverItIsAsked() {
        Instant end = Instant.parse("2026-03-31T00:00:00Z");
        History history = new History(Window.endingAt(end, Duration.ofDays(1)), 1000);
        Set<Object> keys = new HashSet<>();
        for (long number = 0; number < history.events(); number++) {
            assertThat(history.event(number)).isEqualTo(history.event(number));
            assertThat(history.firstFrom(history.time(number))).isBetween(number - 1, number + 1);
            keys.add(history.key(number));
        }
        assertThat(keys).hasSize(1000);
        assertThat(history.firstFrom(history.last(10).from())).isEqualTo(990);
    }
}
