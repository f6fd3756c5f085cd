package io.rollcall.audit.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Times are read as exports write them. */
final class TimeTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-03-02T09:41:07Z | 2026-03-02T09:41:07Z",
                "2026-03-02T09:41:07.1234567Z | 2026-03-02T09:41:07.123456700Z",
                "2026-03-02T10:41:07.123+01:00 | 2026-03-02T09:41:07.123Z",
                "2026-03-02T09:41:07.123+0000 | 2026-03-02T09:41:07.123Z",
                "2026-03-02 09:41:07.123 UTC | 2026-03-02T09:41:07.123Z",
                "2026-03-02 09:41:07 | 2026-03-02T09:41:07Z",
                "1772444467 | 2026-03-02T09:41:07Z",
                "1772444467.5 | 2026-03-02T09:41:07Z",
                "1772444467123 | 2026-03-02T09:41:07.123Z",
                "1772444467123456 | 2026-03-02T09:41:07.123456Z",
                "3/2/2026, 9:41:07.123 AM | 2026-03-02T09:41:07.123Z",
                "3/2/2026 9:41:07 PM | 2026-03-02T21:41:07Z",
                "3/2/2026 12:41:07 AM | 2026-03-02T00:41:07Z",
                "3/2/2026 12:41 PM | 2026-03-02T12:41:00Z",
                "2026/3/2 9:41:07 | 2026-03-02T09:41:07Z",
                "2026/03/02 09:41 | 2026-03-02T09:41:00Z",
                "'March 2, 2026 at 9:41 PM' | 2026-03-02T21:41:00Z",
                "'Monday, March 2, 2026 9:41:07 AM' | 2026-03-02T09:41:07Z",
                "02-Mar-2026 09:41:07 | 2026-03-02T09:41:07Z",
                "2. März 2026 09:41 | 2026-03-02T09:41:00Z",
                "2 févr. 2026 09:41:07 | 2026-02-02T09:41:07Z",
                "2 de marzo de 2026 9:41:07 | 2026-03-02T09:41:07Z",
                "02.03.2026 09:41:07 | 2026-03-02T09:41:07Z",
                "03/02/2026 10:41:07 +01:00 | 2026-03-02T09:41:07Z",
                "'Mar 2, 2026 @ 09:41:07.123' | 2026-03-02T09:41:07.123Z",
                "'Mon, 2 Mar 2026 09:41:07 GMT' | 2026-03-02T09:41:07Z",
            })
    void asExportsWriteThem(String written, Instant meant) {
        assertThat(TimeText.USUAL.read(written)).contains(meant);
    }

    @Test
    void inTheZoneThatIsGivenIfTheyNameNone() {
        TimeText berlin = new TimeText(ZoneId.of("Europe/Berlin"), DateOrder.MONTH_FIRST);
        assertThat(berlin.read("2026-03-02T10:41:07")).contains(Instant.parse("2026-03-02T09:41:07Z"));
        assertThat(berlin.read("2026-07-02 10:41:07")).contains(Instant.parse("2026-07-02T08:41:07Z"));
        assertThat(berlin.read("02.03.2026 10:41:07")).contains(Instant.parse("2026-03-02T09:41:07Z"));
        assertThat(berlin.read("2026-03-02T10:41:07Z")).contains(Instant.parse("2026-03-02T10:41:07Z"));
        assertThat(new TimeText(ZoneOffset.UTC, DateOrder.DAY_FIRST).read("3/2/2026 09:41:07"))
                .contains(Instant.parse("2026-02-03T09:41:07Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "12",
                "2026-13-02T09:41:07Z",
                "99/99/2026 10:00:00",
                "23/2/2026 09:41:07",
                "2 Foo 2026 09:41:07",
                "9999999999999999999",
                "Foo 2, 2026 @ 09:41:07"
            })
    void whatIsNoTimeIsNone(String written) {
        assertThat(TimeText.USUAL.read(written)).isEmpty();
    }

    @Test
    void theFastWayAgreesWithTheCalendarOnEveryDay() {
        for (long day = -200_000; day < 100_000; day++) {
            Instant instant = Instant.ofEpochSecond(day * 86_400 + 12_345);
            assertThat(UtcSecond.of(instant.toString())).as("%s", instant).isEqualTo(instant.getEpochSecond());
        }
        assertThat(UtcSecond.of("2026-02-29T00:00:00Z")).isEqualTo(UtcSecond.OTHER);
        assertThat(UtcSecond.of("2026-02-28T24:00:00Z")).isEqualTo(UtcSecond.OTHER);
        assertThat(UtcSecond.of("2026-02-28T23:00:00.Z")).isEqualTo(UtcSecond.OTHER);
        assertThat(UtcSecond.of("2026-02-28T23:00:00.1234567Z"))
                .isEqualTo(Instant.parse("2026-02-28T23:00:00Z").getEpochSecond());
    }
}
