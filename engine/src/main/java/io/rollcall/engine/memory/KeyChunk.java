package io.rollcall.engine.memory;

import io.rollcall.engine.event.EventKey;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import java.util.zip.CRC32C;

/**
 * An immutable sorted set of entries, each a key with a content checksum: 24 bytes an entry in memory, and as many plus 12 on
 * disk. A key stands in it once for every content it was delivered with. Thread-safe.
 */
public final class KeyChunk {

    private static final int FORMAT = 1;
    private static final int HEADER_BYTES = 3 * Integer.BYTES;
    private static final int WORDS = 3;

    private final long[] words;

    private KeyChunk(long[] words) {
        this.words = words;
    }

    /** An entry of a chunk. */
    public record Entry(EventKey key, long checksum) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            int byKey = key.compareTo(other.key);
            return byKey != 0 ? byKey : Long.compareUnsigned(checksum, other.checksum);
        }
    }

    /** A chunk of the given entries, in any order; equal ones are kept once. */
    public static KeyChunk of(Collection<Entry> entries) {
        Entry[] sorted = entries.toArray(new Entry[0]);
        Arrays.sort(sorted);
        long[] words = new long[sorted.length * WORDS];
        int at = 0;
        for (int i = 0; i < sorted.length; i++) {
            if (i == 0 || !sorted[i].equals(sorted[i - 1])) {
                words[at++] = sorted[i].key().high();
                words[at++] = sorted[i].key().low();
                words[at++] = sorted[i].checksum();
            }
        }
        return new KeyChunk(at == words.length ? words : Arrays.copyOf(words, at));
    }

    /** All entries of several chunks in one; equal ones are kept once. */
    public static KeyChunk merge(List<KeyChunk> chunks) {
        KeyChunk merged = new KeyChunk(new long[0]);
        for (KeyChunk chunk : chunks) {
            merged = merge(merged, chunk);
        }
        return merged;
    }

    private static KeyChunk merge(KeyChunk left, KeyChunk right) {
        long[] words = new long[left.words.length + right.words.length];
        int i = 0;
        int j = 0;
        int at = 0;
        while (i < left.words.length || j < right.words.length) {
            int order =
                    i == left.words.length ? 1 : j == right.words.length ? -1 : compare(left.words, i, right.words, j);
            System.arraycopy(order <= 0 ? left.words : right.words, order <= 0 ? i : j, words, at, WORDS);
            i += order <= 0 ? WORDS : 0;
            j += order >= 0 ? WORDS : 0;
            at += WORDS;
        }
        return new KeyChunk(at == words.length ? words : Arrays.copyOf(words, at));
    }

    private static int compare(long[] left, int i, long[] right, int j) {
        for (int word = 0; word < WORDS; word++) {
            int order = Long.compareUnsigned(left[i + word], right[j + word]);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    public int size() {
        return words.length / WORDS;
    }

    /** The different first halves of the keys, as signed numbers, ascending. */
    long[] halves() {
        return LongStream.iterate(0, at -> at < words.length, at -> at + WORDS)
                .map(at -> words[(int) at])
                .sorted()
                .distinct()
                .toArray();
    }

    KeyDigest digest() {
        KeyDigest digest = KeyDigest.NONE;
        for (int at = 0; at < words.length; at += WORDS) {
            boolean isAgain = at > 0 && words[at] == words[at - WORDS] && words[at + 1] == words[at - WORDS + 1];
            digest = isAgain ? digest : digest.plus(new EventKey(words[at], words[at + 1]));
        }
        return digest;
    }

    /** The entry of that index, in the order of keys and then checksums. */
    public Entry entry(int index) {
        int at = Objects.checkIndex(index, size()) * WORDS;
        return new Entry(new EventKey(words[at], words[at + 1]), words[at + 2]);
    }

    /** Whether the key is in this chunk, and if so, whether with this checksum. */
    Novelty novelty(EventKey key, long checksum) {
        int at = firstAtOrAfter(key) * WORDS;
        Novelty answer = Novelty.NEW;
        for (; at < words.length && words[at] == key.high() && words[at + 1] == key.low(); at += WORDS) {
            if (words[at + 2] == checksum) {
                return Novelty.KNOWN;
            }
            answer = Novelty.REVISION;
        }
        return answer;
    }

    private int firstAtOrAfter(EventKey key) {
        int low = 0;
        int high = size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            int order = Long.compareUnsigned(words[middle * WORDS], key.high());
            if (order == 0) {
                order = Long.compareUnsigned(words[middle * WORDS + 1], key.low());
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The bytes to keep: format, number of entries, CRC-32C of the entries, entries; all big-endian. */
    public byte[] encode() {
        ByteBuffer bytes = ByteBuffer.allocate(HEADER_BYTES + words.length * Long.BYTES);
        bytes.position(HEADER_BYTES);
        bytes.asLongBuffer().put(words);
        bytes.putInt(0, FORMAT);
        bytes.putInt(Integer.BYTES, size());
        bytes.putInt(2 * Integer.BYTES, crc(bytes.array()));
        return bytes.array();
    }

    /** @throws IllegalArgumentException if the bytes are not what {@link #encode()} made */
    public static KeyChunk decode(byte[] encoded) {
        ByteBuffer bytes = ByteBuffer.wrap(encoded);
        if (encoded.length < HEADER_BYTES || bytes.getInt(0) != FORMAT) {
            throw new IllegalArgumentException("not a key chunk of format " + FORMAT);
        }
        int size = bytes.getInt(Integer.BYTES);
        if (size < 0 || encoded.length != HEADER_BYTES + (long) size * WORDS * Long.BYTES) {
            throw new IllegalArgumentException("key chunk of " + size + " entries has " + encoded.length + " bytes");
        }
        if (bytes.getInt(2 * Integer.BYTES) != crc(encoded)) {
            throw new IllegalArgumentException("key chunk does not match its checksum");
        }
        long[] words = new long[size * WORDS];
        bytes.position(HEADER_BYTES).asLongBuffer().get(words);
        return new KeyChunk(words);
    }

    private static int crc(byte[] encoded) {
        CRC32C crc = new CRC32C();
        crc.update(encoded, HEADER_BYTES, encoded.length - HEADER_BYTES);
        return (int) crc.getValue();
    }
}
