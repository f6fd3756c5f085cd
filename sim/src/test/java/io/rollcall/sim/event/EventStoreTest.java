package io.rollcall.sim.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.sim.drift.DriftModel;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EventStoreTest {
    private static final Instant ORIGIN = Instant.parse("2026-03-02T00:00:00Z");
    private static final StreamKind STREAM = StreamKind.ENTRA_INTERACTIVE;

    private static EventStore store(double perSecond, long seed) {
        Generation generation = new Generation(
                seed,
                DriftModel.named("bimodal"),
                perSecond,
                Map.of(STREAM, 1.0),
                ORIGIN,
                ORIGIN,
                Instant.parse("2200-01-01T00:00:00Z"),
                0.1);
        return new EventStore("tenant", generation, Map.of(STREAM, generation.listed("tenant", STREAM)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void listingsAreSortedByTheTimesThatRecordsCarry(long seed) {
        EventStore store = store(20, seed);
        Instant now = ORIGIN.plus(Duration.ofHours(1));
        store.advanceTo(now);
        List<EventVersion> ascending =
                store.list(everything(now, true, 0, Integer.MAX_VALUE)).versions();
        List<EventVersion> descending = new ArrayList<>(
                store.list(everything(now, false, 0, Integer.MAX_VALUE)).versions());
        Collections.reverse(descending);
        assertThat(ascending)
                .as("seed %d", seed)
                .isSortedAccordingTo(
                        Comparator.comparing(EventVersion::eventTime).thenComparing(EventVersion::index))
                .isEqualTo(descending);
        assertThat(ascending)
                .allSatisfy(version -> assertThat(version.visibleTime()).isBeforeOrEqualTo(now));
    }

    @Test
    void pagesTileTheListing() {
        EventStore store = store(1, 7);
        Instant now = ORIGIN.plus(Duration.ofHours(2));
        store.advanceTo(now);
        List<EventVersion> all =
                store.list(everything(now, true, 0, Integer.MAX_VALUE)).versions();
        List<EventVersion> tiled = new ArrayList<>();
        Listing page = store.list(everything(now, true, 0, 100));
        tiled.addAll(page.versions());
        while (page.more()) {
            page = store.list(everything(now, true, tiled.size(), 100));
            tiled.addAll(page.versions());
        }
        assertThat(tiled).isEqualTo(all).hasSizeGreaterThan(1000);
    }

    @Test
    void aMillionEventsTakeLessThan150Megabytes() {
        EventStore store = store(100, 1);
        long before = usedBytes();
        store.advanceTo(ORIGIN.plus(Duration.ofSeconds(11_600)));
        long used = usedBytes() - before;
        assertThat(store.size(STREAM)).isGreaterThan(700_000);
        assertThat(used / (double) store.size(STREAM)).as("bytes per event").isLessThan(100);
    }

    private static Selection everything(Instant asOf, boolean ascending, int offset, int limit) {
        return new Selection(Set.of(STREAM), Instant.MIN, Instant.MAX, asOf, ascending, version -> true, offset, limit);
    }

    private static long usedBytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
