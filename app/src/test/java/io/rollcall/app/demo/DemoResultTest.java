package io.rollcall.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class DemoResultTest {

    private static final Set<String> TRUTH = Set.of("a", "b", "c", "d");

    @Test
    void countsWhatArrivedWhatIsMissingAndWhatCameAgain() {
        assertThat(DemoResult.Line.of("x", TRUTH, Map.of("a", 1, "b", 3, "c", 1)))
                .isEqualTo(new DemoResult.Line("x", 3, 1, 2));
    }

    @Test
    void takesNothingThatNeverHappened() {
        Map<String, Integer> invented = Map.of("a", 1, "z", 1);
        assertThatThrownBy(() -> DemoResult.Line.of("x", TRUTH, invented))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("never existed");
    }

    @Test
    void isOneJsonObjectOnOneLine() {
        List<DemoResult.Line> lines =
                List.of(new DemoResult.Line("rollcall", 4, 0, 0), new DemoResult.Line("plain-poller", 1, 3, 0));
        assertThat(new DemoResult(4, 1, Duration.ofHours(30), 100, 0, lines).json())
                .isEqualTo(
                        "{\"truth\":4,\"results\":[{\"collector\":\"rollcall\",\"delivered\":4,\"missing\":0,\"duplicates\":0},"
                                + "{\"collector\":\"plain-poller\",\"delivered\":1,\"missing\":3,\"duplicates\":0}]}");
    }
}
