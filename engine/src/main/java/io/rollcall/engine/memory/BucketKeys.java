package io.rollcall.engine.memory;

import io.rollcall.engine.event.EventKey;
import java.util.List;

/**
 * The keys delivered in one bucket. Immutable; adding keys makes another one.
 *
 * @param chunks sorted runs, largest first; kept few by merging
 */
public record BucketKeys(List<KeyChunk> chunks) {

    /** No keys. */
    public static final BucketKeys EMPTY = new BucketKeys(List.of());

    public BucketKeys {
        chunks = List.copyOf(chunks);
    }

    public Novelty novelty(EventKey key, long checksum) {
        Novelty answer = Novelty.NEW;
        for (KeyChunk chunk : chunks) {
            Novelty found = chunk.novelty(key, checksum);
            if (found == Novelty.KNOWN) {
                return found;
            }
            answer = found == Novelty.REVISION ? found : answer;
        }
        return answer;
    }

    /** These keys and some more. Merges runs until each is at least twice as long as the next. */
    public BucketKeys with(KeyChunk added) {
        java.util.ArrayList<KeyChunk> runs = new java.util.ArrayList<>(chunks);
        KeyChunk last = added;
        while (!runs.isEmpty() && runs.get(runs.size() - 1).size() < 2L * last.size()) {
            last = KeyChunk.merge(List.of(runs.remove(runs.size() - 1), last));
        }
        runs.add(last);
        return new BucketKeys(runs);
    }

    public int size() {
        return chunks.stream().mapToInt(KeyChunk::size).sum();
    }

    /** What the different keys come to; one delivered with several contents counts once. */
    public KeyDigest digest() {
        return KeyChunk.merge(chunks).digest();
    }

    /** The first halves of the different keys, ascending: enough to tell a few million apart by, for statistics. */
    public long[] halves() {
        return KeyChunk.merge(chunks).halves();
    }
}
