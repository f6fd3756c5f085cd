package io.rollcall.engine.memory;

import io.rollcall.engine.event.EventKey;

/**
 * The keys of events that are being taken in and are not remembered yet, each with the checksums of the contents it came with: a
 * hash table of three words an entry, addressed by the key, which is a hash already. Not thread-safe.
 */
public final class Newcomers {

    private static final int WORDS = 3;

    private long[] words = new long[64 * WORDS];
    private boolean[] isTaken = new boolean[64];
    private int size;

    /** Whether the key is here, and if so, whether with this checksum. */
    public Novelty novelty(EventKey key, long checksum) {
        Novelty answer = Novelty.NEW;
        for (int slot = slot(key.low()); isTaken[slot]; slot = after(slot)) {
            int at = slot * WORDS;
            if (words[at] == key.high() && words[at + 1] == key.low()) {
                if (words[at + 2] == checksum) {
                    return Novelty.KNOWN;
                }
                answer = Novelty.REVISION;
            }
        }
        return answer;
    }

    /** Takes in a key with a checksum it is not here with. */
    public void add(EventKey key, long checksum) {
        if (2 * (size + 1) > isTaken.length) {
            grow();
        }
        put(key.high(), key.low(), checksum);
        size++;
    }

    private void put(long high, long low, long checksum) {
        int slot = slot(low);
        while (isTaken[slot]) {
            slot = after(slot);
        }
        isTaken[slot] = true;
        words[slot * WORDS] = high;
        words[slot * WORDS + 1] = low;
        words[slot * WORDS + 2] = checksum;
    }

    private void grow() {
        long[] oldWords = words;
        boolean[] wasTaken = isTaken;
        words = new long[2 * oldWords.length];
        isTaken = new boolean[2 * wasTaken.length];
        for (int slot = 0; slot < wasTaken.length; slot++) {
            if (wasTaken[slot]) {
                int at = slot * WORDS;
                put(oldWords[at], oldWords[at + 1], oldWords[at + 2]);
            }
        }
    }

    private int slot(long low) {
        return (int) low & (isTaken.length - 1);
    }

    private int after(int slot) {
        return slot + 1 & isTaken.length - 1;
    }
}
