package io.rollcall.engine.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SpansTest {

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0 s",
        "PT0.25S, 0.3 s",
        "PT59S, 59 s",
        "PT1M, 1 min",
        "PT90S, 1.5 min",
        "PT59M, 59 min",
        "PT6H, 6 h",
        "PT36H, 1.5 d",
        "-PT150S, -2.5 min",
        "PT28362H14M3.117S, 1181.8 d"
    })
    void aSpanInTheLargestUnitThatFits(Duration span, String words) {
        assertThat(Spans.words(span)).isEqualTo(words);
    }
}
