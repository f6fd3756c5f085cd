package io.rollcall.bench.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

final class PatientClockTest {

    private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");

    private final PatientClock clock = new PatientClock(START);

    @Test
    void jumpsToTheNextTimeAnybodyWaitsFor() throws Exception {
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        clock.run(List.of(
                () -> {
                    for (int i = 0; i < 3; i++) {
                        clock.sleep(Duration.ofHours(2));
                        seen.add("slow at " + clock.now());
                    }
                },
                () -> {
                    clock.sleep(Duration.ofHours(3));
                    seen.add("quick at " + clock.now());
                }));
        assertThat(seen)
                .containsExactly(
                        "slow at 2026-03-02T10:00:00Z",
                        "quick at 2026-03-02T11:00:00Z",
                        "slow at 2026-03-02T12:00:00Z",
                        "slow at 2026-03-02T14:00:00Z");
    }

    @Test
    void standsStillWhileAnybodyWorks() throws Exception {
        CountDownLatch sleeping = new CountDownLatch(1);
        clock.run(List.of(
                () -> {
                    sleeping.countDown();
                    clock.sleep(Duration.ofSeconds(1));
                },
                () -> {
                    sleeping.await();
                    assertThat(clock.now()).isEqualTo(START);
                    clock.sleep(Duration.ofSeconds(2));
                    assertThat(clock.now()).isEqualTo(START.plusSeconds(2));
                }));
    }

    @Test
    void goesOnWithoutAWorkerThatFailed() {
        List<Instant> ends = new ArrayList<>();
        assertThatThrownBy(() -> clock.run(List.of(
                        () -> {
                            throw new IllegalStateException("broken");
                        },
                        () -> {
                            clock.sleep(Duration.ofDays(1));
                            ends.add(clock.now());
                        })))
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseMessage("broken");
        assertThat(ends).containsExactly(START.plus(Duration.ofDays(1)));
    }

    @Test
    void letsNobodyElseSleep() {
        assertThatThrownBy(() -> clock.sleep(Duration.ofSeconds(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("only a worker");
    }

    @Test
    void runsWorkersAgainAfterTheyHaveFinished() throws Exception {
        clock.run(List.of(() -> clock.sleep(Duration.ofMinutes(1))));
        clock.run(List.of(() -> clock.sleep(Duration.ofMinutes(1)), () -> clock.sleep(Duration.ZERO)));
        assertThat(clock.now()).isEqualTo(START.plus(Duration.ofMinutes(2)));
    }
}
