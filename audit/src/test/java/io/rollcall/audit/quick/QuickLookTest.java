package io.rollcall.audit.quick;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.engine.event.EventKey;
import io.rollcall.engine.event.Window;
import io.rollcall.engine.memory.KeyDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class QuickLookTest {

    private static final Instant FIRST = Instant.parse("2026-03-02T00:00:00Z");
    private static final Window DAY = new Window(FIRST, FIRST.plus(Duration.ofDays(1)));

    private static Instant hour(int number) {
        return FIRST.plus(Duration.ofHours(number));
    }

    private static KeyDigest digest(long... keys) {
        KeyDigest digest = KeyDigest.NONE;
        for (long key : keys) {
            digest = digest.plus(new EventKey(key, key));
        }
        return digest;
    }

    private static Totals keys(Map<Instant, KeyDigest> hours) {
        return new Totals("keys", new TreeMap<>(hours), true);
    }

    @Test
    void equalDigestsProveEqualEvents() {
        QuickLook look = new QuickLook(
                DAY,
                keys(Map.of(hour(3), digest(1, 2), hour(5), digest(7))),
                keys(Map.of(hour(3), digest(2, 1), hour(5), digest(7), hour(30), digest(9))));
        assertThat(look.proof()).isEqualTo(QuickLook.Proof.DIGESTS);
        assertThat(look.differing()).isEmpty();
        assertThat(look.toRead()).isEmpty();
        assertThat(look.hours()).isEqualTo(24);
    }

    @Test
    void aLossAndADuplicateThatCancelOutAreSeenByDigestsAndNotByCounts() {
        Map<Instant, KeyDigest> truth = Map.of(hour(3), digest(1, 2));
        Map<Instant, KeyDigest> copy = Map.of(hour(3), digest(1, 3));
        assertThat(new QuickLook(DAY, keys(truth), keys(copy)).differing()).containsExactly(hour(3));
        QuickLook counted = new QuickLook(DAY, keys(truth), Totals.counted("siem", new TreeMap<>(Map.of(hour(3), 2L))));
        assertThat(counted.proof()).isEqualTo(QuickLook.Proof.COUNTS);
        assertThat(counted.differing()).isEmpty();
    }

    @Test
    void whatIsReadReachesFromTheFirstHourThatDiffersToTheLast() {
        QuickLook look = new QuickLook(
                DAY,
                keys(Map.of(hour(3), digest(1), hour(4), digest(5), hour(9), digest(2))),
                Totals.counted("siem", new TreeMap<>(Map.of(hour(4), 1L, hour(9), 3L))));
        assertThat(look.differing()).containsExactly(hour(3), hour(9));
        assertThat(look.toRead()).contains(new Window(hour(3), hour(10)));
    }

    @Test
    void whereTheTruthHoldsNothingNothingCanBeMissing() {
        QuickLook look = new QuickLook(
                DAY, keys(Map.of(hour(3), digest(1))), keys(Map.of(hour(3), digest(1), hour(7), digest(8))));
        assertThat(look.differing()).isEmpty();
        assertThat(look.ofCopyOnly()).containsExactly(hour(7));
    }

    @Test
    void aPeriodThatEndsWithinAnHourIsRefused() {
        Window odd = new Window(FIRST, FIRST.plusSeconds(90));
        assertThatThrownBy(() -> new QuickLook(odd, keys(Map.of()), keys(Map.of())))
                .hasMessageContaining("by the hour");
    }
}
