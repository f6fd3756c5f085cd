package io.rollcall.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How streams are spread, with collectors that come and go in an order made up at random. */
final class SharingTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration SETTLED = PATIENCE.multipliedBy(2);
    private static final Duration LATELY = Duration.ofSeconds(1);

    /** Collectors and who has what, moved by one look of each collector at a time. */
    private static final class World {
        final Map<String, Instance> instances = new HashMap<>();
        final Map<String, String> owners = new HashMap<>();
        final Map<String, Duration> free = new HashMap<>();
        int moves;

        void join(String name, Set<String> wanted, Duration present) {
            instances.put(name, new Instance(name, wanted, present));
            wanted.forEach(stream -> {
                if (!owners.containsKey(stream)) {
                    free.putIfAbsent(stream, Duration.ZERO);
                }
            });
        }

        Instance instance(String name) {
            return Objects.requireNonNull(instances.get(name), name);
        }

        void leave(String name) {
            instances.remove(name);
            Set.copyOf(owners.keySet()).stream()
                    .filter(stream -> name.equals(owners.get(stream)))
                    .forEach(this::release);
        }

        void release(String stream) {
            owners.remove(stream);
            free.put(stream, Duration.ZERO);
        }

        Set<String> of(String name) {
            return owners.entrySet().stream()
                    .filter(entry -> entry.getValue().equals(name))
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toSet());
        }

        Sharing seenBy(String name) {
            List<Holding> holdings = new ArrayList<>();
            owners.forEach((stream, owner) -> holdings.add(new Holding(stream, Optional.of(owner), 1, PATIENCE)));
            free.forEach((stream, since) -> holdings.add(
                    new Holding(stream, Optional.empty(), 1, since.negated().minusNanos(1))));
            return Sharing.of(instance(name), List.copyOf(instances.values()), holdings, PATIENCE);
        }

        void look(String name) {
            Sharing seen = seenBy(name);
            seen.surplus(of(name)).ifPresent(stream -> {
                release(stream);
                moves++;
            });
            for (String stream : new TreeSet<>(instance(name).wanted())) {
                if (free.containsKey(stream) && seenBy(name).mayTake(stream, of(name).size())) {
                    free.remove(stream);
                    owners.put(stream, name);
                    moves++;
                }
            }
        }

        void pass(Duration time) {
            free.replaceAll((stream, since) -> since.plus(time));
            instances.replaceAll(
                    (name, it) -> new Instance(name, it.wanted(), it.present().plus(time)));
        }

        void run(int rounds) {
            for (int i = 0; i < rounds; i++) {
                instances.keySet().stream().sorted().forEach(this::look);
                pass(Duration.ofSeconds(3));
            }
        }
    }

    private static Set<String> streams(int number) {
        return IntStream.range(0, number).mapToObj(i -> "s" + i).collect(Collectors.toSet());
    }

    @Test
    void oneThatIsAloneTakesAll() {
        World world = new World();
        world.join("a", streams(7), Duration.ZERO);
        world.look("a");
        assertThat(world.of("a")).hasSize(7);
    }

    @Test
    void oneThatComesCountsAfterAWhileAndThenGetsItsShareOneAtATime() {
        World world = new World();
        world.join("a", streams(7), SETTLED);
        world.run(1);
        world.join("b", streams(7), LATELY);
        world.look("a");
        assertThat(world.of("a")).hasSize(7);
        world.pass(PATIENCE);
        world.look("a");
        assertThat(world.of("a")).hasSize(6);
        world.run(20);
        assertThat(world.of("a")).hasSize(4);
        assertThat(world.of("b")).hasSize(3);
        int moves = world.moves;
        world.run(20);
        assertThat(world.moves).as("nothing moves any more").isEqualTo(moves);
    }

    @Test
    void oneThatDiesAgainAndAgainMovesNothing() {
        World world = new World();
        world.join("a", streams(5), SETTLED);
        world.run(1);
        int moves = world.moves;
        for (int i = 0; i < 20; i++) {
            world.join("b" + i, streams(5), Duration.ZERO);
            world.run(2);
            world.leave("b" + i);
        }
        assertThat(world.of("a")).hasSize(5);
        assertThat(world.moves).isEqualTo(moves);
    }

    @Test
    void aStreamOnlyOneCouldHaveStaysWithIt() {
        World world = new World();
        world.join("a", Set.of("s0", "s1", "s2", "s3"), SETTLED);
        world.join("b", Set.of("s0"), SETTLED);
        world.run(10);
        assertThat(world.owners).hasSize(4);
        int moves = world.moves;
        world.run(20);
        assertThat(world.moves).isEqualTo(moves);
    }

    @Test
    void whoeverComesAndGoesEveryStreamHasAnOwnerSoonAndTheSharesAreEven() {
        for (long seed = 1; seed <= 200; seed++) {
            Random random = new Random(seed);
            World world = new World();
            int number = 1 + random.nextInt(12);
            Set<String> present = new HashSet<>();
            for (int change = 0; change < 12; change++) {
                String name = "c" + random.nextInt(4);
                if (present.remove(name)) {
                    world.leave(name);
                } else {
                    present.add(name);
                    world.join(name, streams(number), Duration.ZERO);
                }
                world.run(random.nextInt(3));
            }
            if (present.isEmpty()) {
                world.join("c0", streams(number), Duration.ZERO);
                present.add("c0");
            }
            world.run(40);
            assertThat(world.owners).as("seed %s", seed).hasSize(number);
            List<Integer> shares =
                    present.stream().map(name -> world.of(name).size()).sorted().toList();
            assertThat(shares.get(shares.size() - 1) - shares.get(0))
                    .as("seed %s: %s", seed, shares)
                    .isLessThanOrEqualTo(1);
            int moves = world.moves;
            world.run(20);
            assertThat(world.moves).as("seed %s", seed).isEqualTo(moves);
        }
    }
}
