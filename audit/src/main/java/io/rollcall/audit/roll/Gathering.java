package io.rollcall.audit.roll;

import io.rollcall.engine.event.EventKey;
import java.util.Arrays;

/**
 * The marks of one part from both sides, gathered by key: a hash table whose memory is used again for the next part. Marks of one
 * side with equal key and equal exact content are kept once and counted. Used by one thread.
 */
final class Gathering {

    /** Most contents of one key on one side; more, and the key is no id. */
    static final int MAX_CONTENTS = 10_000;

    private static final int NONE = -1;
    private static final int STRIDE = Mark.WORDS + 1;
    private static final int COUNT = Mark.WORDS;
    private static final long FROM_COPY = 1L << 62;

    private long[] nodes = new long[0];
    private int[] next = new int[0];
    private int[] table = new int[0];
    private int size;

    /** Forgets all, and makes room. */
    void clear(long marks) {
        if (marks > Integer.MAX_VALUE / (2 * STRIDE)) {
            throw new IllegalArgumentException("too many events for one roll call (" + marks
                    + " in one part): compare a shorter period, --from and --to");
        }
        int room = (int) marks;
        if (next.length < room) {
            nodes = new long[room * STRIDE];
            next = new int[room];
        }
        int slots = Math.max(16, Integer.highestOneBit(room) * 4);
        if (table.length < slots) {
            table = new int[slots];
        }
        Arrays.fill(table, NONE);
        size = 0;
    }

    void add(long[] words, int count, boolean fromCopy) {
        for (int at = 0; at < count; at += Mark.WORDS) {
            add(words, at, fromCopy ? FROM_COPY : 0);
        }
    }

    private void add(long[] words, int at, long side) {
        int slot = (int) words[at + 1] & (table.length - 1);
        while (table[slot] != NONE && !hasKey(table[slot], words, at)) {
            slot = (slot + 1) & (table.length - 1);
        }
        int last = NONE;
        int contents = 0;
        for (int node = table[slot]; node != NONE; node = next[node]) {
            if ((nodes[node * STRIDE + COUNT] & FROM_COPY) == side) {
                if (nodes[node * STRIDE + 2] == words[at + 2]) {
                    nodes[node * STRIDE + COUNT]++;
                    return;
                }
                contents++;
            }
            last = node;
        }
        if (contents == MAX_CONTENTS) {
            throw new TooManyContents(Mark.read(words, at), side != 0);
        }
        System.arraycopy(words, at, nodes, size * STRIDE, Mark.WORDS);
        nodes[size * STRIDE + COUNT] = side | 1;
        next[size] = NONE;
        if (last == NONE) {
            table[slot] = size;
        } else {
            next[last] = size;
        }
        size++;
    }

    private boolean hasKey(int node, long[] words, int at) {
        return nodes[node * STRIDE] == words[at] && nodes[node * STRIDE + 1] == words[at + 1];
    }

    /** What takes the events, one after the other. */
    interface Taker {
        void take(Group group);

        /** An event that either side has once, with equal contents: nearly all are so. */
        void takeEqual(int stream, int second);
    }

    /** Tells each key's group; the group is only valid during the call. */
    void forEach(Taker taker) {
        Group group = new Group();
        for (int head : table) {
            if (head != NONE && isEqualPair(head)) {
                taker.takeEqual(Mark.stream(nodes, first(head) * STRIDE), Mark.second(nodes, first(head) * STRIDE));
            } else if (head != NONE) {
                group.clear();
                for (int node = head; node != NONE; node = next[node]) {
                    long count = nodes[node * STRIDE + COUNT];
                    group.add(Mark.read(nodes, node * STRIDE), count & ~FROM_COPY, (count & FROM_COPY) != 0);
                }
                taker.take(group);
            }
        }
    }

    private boolean isEqualPair(int head) {
        int other = next[head];
        return other != NONE
                && next[other] == NONE
                && nodes[head * STRIDE + COUNT] + nodes[other * STRIDE + COUNT] == FROM_COPY + 2
                && nodes[head * STRIDE + 2] == nodes[other * STRIDE + 2]
                && Mark.hasContent(nodes, head * STRIDE)
                && Mark.hasContent(nodes, other * STRIDE);
    }

    /** Of an equal pair, the truth's node. */
    private int first(int head) {
        return (nodes[head * STRIDE + COUNT] & FROM_COPY) == 0 ? head : next[head];
    }

    /** One key with so many contents that it cannot be an id. */
    static final class TooManyContents extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final transient Mark mark;
        private final boolean inCopy;

        TooManyContents(Mark mark, boolean inCopy) {
            super("more than " + MAX_CONTENTS + " different records with the key " + mark.key());
            this.mark = mark;
            this.inCopy = inCopy;
        }

        EventKey key() {
            return mark.key();
        }

        boolean isInCopy() {
            return inCopy;
        }
    }
}
