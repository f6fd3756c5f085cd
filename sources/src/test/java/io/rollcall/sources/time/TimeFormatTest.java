package io.rollcall.sources.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.options.Type.BadValue;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeFormatTest {

    @ParameterizedTest
    @CsvSource({
        "2026-03-02T09:41:07Z, 2026-03-02T09:41:07Z",
        "2026-03-02T09:41:07.4Z, 2026-03-02T09:41:07.4Z",
        "2026-03-02T09:41:07.48Z, 2026-03-02T09:41:07.48Z",
        "2026-03-02T09:41:07.116Z, 2026-03-02T09:41:07.116Z",
        "2026-03-02T09:41:07.1161Z, 2026-03-02T09:41:07.1161Z",
        "2026-03-02T09:41:07.11612Z, 2026-03-02T09:41:07.11612Z",
        "2026-03-02T09:41:07.116123Z, 2026-03-02T09:41:07.116123Z",
        "2026-03-02T09:41:07.6195833Z, 2026-03-02T09:41:07.6195833Z",
        "2026-03-02T09:41:07.123456789Z, 2026-03-02T09:41:07.123456789Z",
        "2026-03-02T09:41:07, 2026-03-02T09:41:07Z",
        "2026-03-02T09:41:07.5, 2026-03-02T09:41:07.5Z",
        "2026-03-02 09:41:07Z, 2026-03-02T09:41:07Z",
        "2026-03-02 09:41:07.25, 2026-03-02T09:41:07.25Z",
        "2026-03-02T11:41:07+02:00, 2026-03-02T09:41:07Z",
        "2026-03-02T04:41:07.5-0500, 2026-03-02T09:41:07.5Z",
        "2026-03-02T09:41:07+00, 2026-03-02T09:41:07Z",
        "2026-03-02T09:41Z, 2026-03-02T09:41:00Z",
        "2026-03-02T09:41, 2026-03-02T09:41:00Z",
        "2026-03-02, 2026-03-02T00:00:00Z",
        "2024-02-29T23:59:59.9999999Z, 2024-02-29T23:59:59.9999999Z"
    })
    void isoIsReadInAllSpellings(String text, Instant instant) {
        assertThat(TimeFormat.ISO.read(text)).contains(instant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2026-02-30T00:00:00Z",
                "2026-13-01T00:00:00Z",
                "2026-03-02T25:00:00Z",
                "2026-03-02T09:41:07.1234567890Z",
                "2026-03-02T09:41:07.Z",
                "1772442000"
            })
    void whatIsNoTimeIsNone(String text) {
        assertThat(TimeFormat.ISO.read(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "rfc3339-seconds, 2026-03-02T09:41:07Z",
        "rfc3339-millis, 2026-03-02T09:41:07.123Z",
        "rfc3339-micros, 2026-03-02T09:41:07.123456Z",
        "date, 2026-03-02",
        "epoch-seconds, 1772444467",
        "epoch-millis, 1772444467123",
        "epoch-micros, 1772444467123456",
        "epoch-nanos, 1772444467123456789",
        "yyyy-MM-dd'T'HH:mm:ss, 2026-03-02T09:41:07",
        "yyyy-MM-dd'T'HH:mm, 2026-03-02T09:41"
    })
    void aFormatWritesWhatItReads(String name, String written) throws BadValue {
        TimeFormat format = TimeFormat.parse(name);
        Instant instant = Instant.parse("2026-03-02T09:41:07.123456789Z");
        assertThat(format.write(instant)).isEqualTo(written);
        assertThat(format.read(written)).contains(format.floor(instant));
        assertThat(format.write(format.floor(instant))).isEqualTo(written);
        assertThat(format.ceiling(instant)).isIn(instant, format.floor(instant).plus(format.unit()));
        assertThat(format).hasToString(name);
    }

    @Test
    void epochTimesMayHaveFractionsAndBeStrings() throws BadValue {
        assertThat(TimeFormat.parse("epoch-seconds").read("1772444467.25"))
                .contains(Instant.parse("2026-03-02T09:41:07.25Z"));
        assertThat(TimeFormat.parse("epoch-seconds").read("1e400000000")).isEmpty();
        assertThat(TimeFormat.parse("epoch-seconds").read("never")).isEmpty();
    }

    @Test
    void aMisspeltNameIsSuggestedRight() {
        assertThatThrownBy(() -> TimeFormat.parse("rfc3339-second"))
                .isInstanceOf(BadValue.class)
                .hasMessageContaining("did you mean 'rfc3339-seconds'");
    }

    @Test
    void theFastWayReadsAsJavaDoes() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            Instant instant = Instant.ofEpochSecond(
                    random.nextLong(-60_000_000_000L, 250_000_000_000L), random.nextInt(1_000_000_000));
            assertThat(TimeFormat.ISO.read(instant.toString()))
                    .as("seed %d", seed)
                    .contains(instant);
        }
    }
}
