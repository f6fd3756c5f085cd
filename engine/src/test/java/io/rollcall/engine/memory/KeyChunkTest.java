package io.rollcall.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.engine.event.EventKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class KeyChunkTest {

    @Test
    void memoryAnswersAsAnExactOracleDoes() {
        for (long seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            BucketKeys keys = BucketKeys.EMPTY;
            Map<EventKey, Set<Long>> oracle = new HashMap<>();
            for (int commit = 0; commit < 40; commit++) {
                List<KeyChunk.Entry> entries = new ArrayList<>();
                for (int i = random.nextInt(30); i > 0; i--) {
                    EventKey key = new EventKey(random.nextInt(20) - 10, random.nextInt(20) - 10);
                    long checksum = random.nextInt(3);
                    entries.add(new KeyChunk.Entry(key, checksum));
                    oracle.computeIfAbsent(key, unused -> new HashSet<>()).add(checksum);
                }
                keys = keys.with(KeyChunk.decode(KeyChunk.of(entries).encode()));
            }
            for (int high = -11; high < 11; high++) {
                for (int low = -11; low < 11; low++) {
                    for (long checksum = 0; checksum < 4; checksum++) {
                        EventKey key = new EventKey(high, low);
                        Set<Long> known = oracle.getOrDefault(key, Set.of());
                        Novelty expected = known.isEmpty()
                                ? Novelty.NEW
                                : known.contains(checksum) ? Novelty.KNOWN : Novelty.REVISION;
                        assertThat(keys.novelty(key, checksum))
                                .as("seed %s, %s", seed, key)
                                .isEqualTo(expected);
                    }
                }
            }
            assertThat(keys.chunks().size()).isLessThan(10);
        }
    }

    @Test
    void anEntryTakesTwentyFourBytesOnDisk() {
        List<KeyChunk.Entry> entries = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            entries.add(new KeyChunk.Entry(new EventKey(i, i), i));
        }
        assertThat(KeyChunk.of(entries).encode()).hasSize(24 * 1000 + 12);
    }

    @Test
    void everyFlippedByteIsNoticed() {
        byte[] encoded = KeyChunk.of(
                        List.of(new KeyChunk.Entry(new EventKey(1, 2), 3), new KeyChunk.Entry(new EventKey(4, 5), 6)))
                .encode();
        for (int i = 0; i < encoded.length; i++) {
            byte[] torn = encoded.clone();
            torn[i] ^= 0x10;
            assertThatThrownBy(() -> KeyChunk.decode(torn)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
