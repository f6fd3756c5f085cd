package io.rollcall.bench.speed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A race over a few pages: everybody arrives, and with everything. */
final class RaceTest {

    private static final Duration LOOK_BACK = Duration.ofMinutes(60);

    @TempDir
    private Path directory = Path.of("");

    @Test
    void everyEventOfEveryPageIsDelivered() throws Exception {
        Pages pages =
                Pages.write(directory, 3, 40, Instant.now().minus(Duration.ofMinutes(50)), Duration.ofMinutes(40));
        try (PageServer server = JdkServer.start(directory)) {
            SpeedResult result = new Race(directory, pages, server, new OneSweep(server.base(), LOOK_BACK))
                    .run(EnumSet.allOf(Contestant.class), 2);
            assertThat(pages.events()).isEqualTo(120);
            assertThat(result.timings())
                    .containsKeys(Contestant.ROLLCALL_TO_FILE, Contestant.ROLLCALL_TO_TCP)
                    .allSatisfy((contestant, rounds) -> assertThat(rounds).hasSize(2));
            Set<Contestant> measured = EnumSet.allOf(Contestant.class);
            measured.removeAll(result.notInstalled());
            assertThat(result.timings().keySet()).isEqualTo(measured);
            assertThat(result.text()).hasSizeGreaterThan(3);
            assertThat(result.json()).contains("\"events\":120");
        }
    }

    @Test
    void aServerThatIsNotThereIsNotTakenForASlowOne() throws Exception {
        Pages pages = Pages.write(directory, 1, 1, Instant.now().minus(Duration.ofMinutes(50)), Duration.ofMinutes(40));
        try (PageServer server = JdkServer.start(directory)) {
            OneSweep sweep = new OneSweep(URI.create(server.base() + "/elsewhere"), LOOK_BACK);
            assertThatThrownBy(() ->
                            new Race(directory, pages, server, sweep).run(EnumSet.of(Contestant.ROLLCALL_TO_FILE), 1))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("not finished");
        }
    }
}
