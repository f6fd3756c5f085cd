package io.rollcall.sinks.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.engine.sink.Batch;
import io.rollcall.engine.sink.Delivery;
import io.rollcall.engine.sink.SinkUnreachable;
import io.rollcall.ledger.InMemory;
import io.rollcall.sinks.Deliveries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class SpoolTest {

    private static final long SMALL = 64 << 10;
    private static final long MAX_PARCEL = 4 << 10;

    @TempDir(factory = InMemory.class)
    Path directory;

    private Spool open(String... outlets) throws SinkUnreachable {
        return open(SMALL, outlets);
    }

    private Spool open(long maxBytes, String... outlets) throws SinkUnreachable {
        return Spool.open(new SpoolOptions(directory.resolve("spool"), maxBytes), List.of(outlets), Set.of());
    }

    private static List<Delivery> taken(Spool spool, String name) throws Exception {
        Outlet outlet = spool.outlet(name);
        List<Delivery> taken = new ArrayList<>();
        while (spool.behind(outlet) > 0) {
            Parcel parcel = outlet.next(MAX_PARCEL).orElseThrow();
            taken.addAll(parcel.deliveries());
            outlet.done(parcel);
        }
        return taken;
    }

    private List<Path> segments() throws IOException {
        try (var files = Files.list(directory.resolve("spool"))) {
            return files.filter(file -> file.toString().endsWith(".spool"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void everythingAboutADeliveryComesOutAsItWentIn() throws Exception {
        Batch batch = Deliveries.batch(
                Deliveries.event("{\"a\":\"ä\"}"),
                Deliveries.of(Delivery.Kind.REVISION, "{}"),
                Deliveries.of(Delivery.Kind.NOTICE, "{\"rollcall\":{}}"));
        try (Spool spool = open("siem")) {
            assertThat(spool.add(batch)).isTrue();
        }
        try (Spool spool = open("siem")) {
            assertThat(taken(spool, "siem")).isEqualTo(batch.deliveries());
        }
    }

    @Test
    void eachOutletTakesAtItsOwnPace() throws Exception {
        Batch first = Deliveries.numbered("w", 0, 3, 10);
        Batch second = Deliveries.numbered("w", 3, 3, 10);
        try (Spool spool = open("fast", "slow")) {
            spool.add(first);
            assertThat(taken(spool, "fast")).isEqualTo(first.deliveries());
            spool.add(second);
        }
        try (Spool spool = open("fast", "slow")) {
            assertThat(taken(spool, "fast")).isEqualTo(second.deliveries());
            assertThat(taken(spool, "slow")).hasSize(6);
        }
        try (Spool spool = open("fast", "slow")) {
            assertThat(spool.behind(spool.outlet("slow"))).isZero();
        }
    }

    @Test
    void whatIsNotDoneIsGivenAgain() throws Exception {
        try (Spool spool = open("siem")) {
            spool.add(Deliveries.numbered("w", 0, 2, 10));
            Parcel once = spool.outlet("siem").next(MAX_PARCEL).orElseThrow();
            assertThat(spool.outlet("siem").next(MAX_PARCEL)).contains(once);
        }
        try (Spool spool = open("siem")) {
            assertThat(taken(spool, "siem")).hasSize(2);
        }
    }

    @Test
    void aNewOutletBeginsAtTheEnd() throws Exception {
        try (Spool spool = open("old")) {
            spool.add(Deliveries.numbered("w", 0, 2, 10));
        }
        try (Spool spool = open("old", "new")) {
            spool.add(Deliveries.numbered("w", 2, 1, 10));
            assertThat(taken(spool, "new")).hasSize(1);
            assertThat(taken(spool, "old")).hasSize(3);
        }
    }

    @Test
    void whereverACrashCutsTheLastBatchOffTheOthersStayAndItGoesOn() throws Exception {
        try (Spool spool = open("siem")) {
            spool.add(Deliveries.numbered("w", 0, 2, 10));
        }
        Path segment = segments().get(0);
        byte[] whole = Files.readAllBytes(segment);
        try (Spool spool = open("siem")) {
            spool.add(Deliveries.numbered("torn", 0, 2, 10));
        }
        byte[] more = Files.readAllBytes(segment);
        for (int length = whole.length; length < more.length; length++) {
            Files.write(segment, java.util.Arrays.copyOf(more, length));
            Files.deleteIfExists(directory.resolve("spool/positions/siem"));
            Files.writeString(directory.resolve("spool/positions/siem"), "1 " + Segment.HEADER_BYTES + "\n");
            try (Spool spool = open("siem")) {
                spool.add(Deliveries.numbered("next", 0, 1, 10));
                assertThat(taken(spool, "siem"))
                        .as("cut after %d of %d bytes", length, more.length)
                        .extracting(delivery -> delivery.body().toString().substring(0, 15))
                        .containsExactly("{\"writer\":\"w\",\"", "{\"writer\":\"w\",\"", "{\"writer\":\"next");
            }
        }
    }

    @Test
    void itIsFullUntilTheSlowestHasTakenSomethingAndThenForgetsIt() throws Exception {
        try (Spool spool = open("fast", "slow")) {
            int added = 0;
            while (spool.add(Deliveries.numbered("w", added, 1, 1000))) {
                added++;
                assertThat(taken(spool, "fast")).hasSize(1);
            }
            assertThat(added).isBetween(40, 64);
            assertThat(spool.slowest()).isEqualTo("slow");
            assertThat(segments().size()).isGreaterThan(5);
            assertThat(taken(spool, "slow")).hasSize(added);
            assertThat(segments()).hasSize(1);
            assertThat(spool.add(Deliveries.numbered("w", added, 1, 1000))).isTrue();
        }
    }

    @Test
    void aBatchLargerThanTheSpoolGoesThroughItAlone() throws Exception {
        try (Spool spool = open("siem")) {
            assertThat(spool.add(Deliveries.numbered("w", 0, 1, 100_000))).isTrue();
            assertThat(spool.add(Deliveries.numbered("w", 1, 1, 10))).isFalse();
            assertThat(taken(spool, "siem")).hasSize(1);
            assertThat(spool.add(Deliveries.numbered("w", 1, 1, 10))).isTrue();
        }
    }

    @Test
    void damageIsNamedAndNothingBehindItIsPassedOver() throws Exception {
        try (Spool spool = open("siem")) {
            spool.add(Deliveries.numbered("w", 0, 1, 10));
            spool.add(Deliveries.numbered("w", 1, 1, 10));
            Path segment = segments().get(0);
            byte[] bytes = Files.readAllBytes(segment);
            bytes[Segment.HEADER_BYTES + Frame.HEAD_BYTES + 20] ^= 1;
            Files.write(segment, bytes);
            assertThatThrownBy(() -> spool.outlet("siem").next(MAX_PARCEL))
                    .isInstanceOf(DamagedSpool.class)
                    .hasMessageContaining(segment.toString())
                    .hasMessageContaining("rollcall resend");
        }
    }

    @Test
    void aFileThatWasMovedAwayIsAGapThatIsTold() throws Exception {
        try (Spool spool = open("siem")) {
            for (int n = 0; n < 30; n++) {
                spool.add(Deliveries.numbered("w", n, 1, 1000));
            }
        }
        Path moved = segments().get(1);
        Files.delete(moved);
        try (Spool spool = open("siem")) {
            assertThat(spool.outlet("siem").gap())
                    .get()
                    .asString()
                    .contains(moved.getFileName().toString(), "'siem'");
            assertThat(taken(spool, "siem").size()).isBetween(15, 29);
        }
        try (Spool spool = open("siem")) {
            assertThat(spool.outlet("siem").gap()).isEmpty();
        }
    }

    @Test
    void aSinkIsNotDroppedWhileItIsOwedSomething() throws Exception {
        try (Spool spool = open("siem", "archive")) {
            spool.add(Deliveries.numbered("w", 0, 1, 10));
            assertThat(taken(spool, "siem")).hasSize(1);
        }
        assertThatThrownBy(() -> open("siem"))
                .isInstanceOf(SinkUnreachable.class)
                .hasMessageContaining("'archive'")
                .hasMessageContaining("positions");
        try (Spool spool = open("siem", "archive")) {
            assertThat(taken(spool, "archive")).hasSize(1);
        }
        open("siem").close();
        assertThat(directory.resolve("spool/positions/archive")).doesNotExist();
    }

    @Test
    void aSpoolHasOneOwner() throws Exception {
        try (Spool spool = open("siem")) {
            assertThat(spool.maxBytes()).isEqualTo(SMALL);
            assertThatThrownBy(() -> open("siem")).isInstanceOf(SinkUnreachable.class);
        }
        open("siem").close();
    }

    @Test
    void aPositionBeyondTheEndIsDamage() throws Exception {
        open("siem").close();
        Files.writeString(directory.resolve("spool/positions/siem"), "1 999\n");
        assertThatThrownBy(() -> open("siem"))
                .isInstanceOf(SinkUnreachable.class)
                .hasMessageContaining("ends before what a sink has accepted");
    }

    @Test
    void whateverHappensInWhateverOrderEachOutletGetsEverythingOnceInOrder() throws Exception {
        for (long seed = 1; seed <= 40; seed++) {
            Path own = directory.resolve("s" + seed);
            new Chronicle(seed, own).play();
        }
    }

    /** Adds, takes, crashes and opens again at random, and keeps a list of what must have come out. */
    private static final class Chronicle {

        private final List<String> names = List.of("a", "b", "c");
        private final long seed;
        private final Random random;
        private final SpoolOptions options;
        private final List<String> added = new ArrayList<>();
        private final Map<String, List<String>> taken = new HashMap<>();

        Chronicle(long seed, Path path) {
            this.seed = seed;
            this.random = new Random(seed);
            this.options = new SpoolOptions(path, 16 << 10);
        }

        void play() throws Exception {
            Spool spool = Spool.open(options, names, Set.of());
            for (int step = 0; step < 300; step++) {
                int draw = random.nextInt(20);
                if (draw == 0) {
                    spool.close();
                    spool = Spool.open(options, names, Set.of());
                } else if (draw < 9) {
                    Batch batch = Deliveries.numbered("w", added.size(), 1 + random.nextInt(3), random.nextInt(900));
                    if (spool.add(batch)) {
                        added.addAll(Deliveries.bodies(batch));
                    }
                } else {
                    take(spool, names.get(random.nextInt(names.size())));
                }
            }
            for (String name : names) {
                while (spool.behind(spool.outlet(name)) > 0) {
                    take(spool, name);
                }
                assertThat(taken.getOrDefault(name, List.of()))
                        .as("seed %d, outlet %s", seed, name)
                        .isEqualTo(added);
            }
            spool.close();
        }

        private void take(Spool spool, String name) throws Exception {
            Outlet outlet = spool.outlet(name);
            if (spool.behind(outlet) == 0) {
                return;
            }
            Optional<Parcel> parcel = outlet.next(1 + random.nextInt(5000));
            if (random.nextInt(4) > 0) {
                parcel.orElseThrow()
                        .deliveries()
                        .forEach(delivery -> taken.computeIfAbsent(name, unused -> new ArrayList<>())
                                .add(delivery.body().toString()));
                outlet.done(parcel.orElseThrow());
            }
        }
    }
}
