package io.rollcall.bench.drift;

import java.util.Arrays;

/**
 * One stream of a simulated API. A query may be broken off; a record may be absent from one answer.
 */
final class Feed {

    /** Takes in a page. */
    interface Reader {

        /**
         * A page.
         *
         * @param events their indices in the world are {@code events[from]} to before {@code events[to]}
         * @param at when it was received
         */
        void page(int[] events, int from, int to, long at);
    }

    private static final double BROKEN = 0.0005;
    private static final double ABSENT = 1e-4;

    private final World world;
    private final Line line;
    private final int pageSize;
    private final long retention;
    private int[] answer = new int[4096];
    private long untilAbsent;
    private long records;

    Feed(World world, Line line, int pageSize, long retention) {
        this.world = world;
        this.line = line;
        this.pageSize = pageSize;
        this.retention = retention;
        untilAbsent = nextAbsence();
    }

    World world() {
        return world;
    }

    int pageSize() {
        return pageSize;
    }

    /** Reads what is visible now of the window from {@code from} to before {@code to}; returns whether it came to its end. */
    boolean read(long from, long to, Reader reader) {
        int size = visible(Math.max(from, line.now() - retention), to);
        int pages = Math.max(1, (size + pageSize - 1) / pageSize);
        int breakAt = line.nextDouble() < BROKEN ? line.nextInt(pages) : -1;
        for (int page = 0; page < pages; page++) {
            line.call();
            if (page == breakAt) {
                return false;
            }
            int first = page * pageSize;
            int end = Math.min(size, first + pageSize);
            records += end - first;
            reader.page(answer, first, end, line.now());
        }
        return true;
    }

    private int visible(long from, long to) {
        int size = 0;
        int end = world.from(to);
        long[] visible = world.visible();
        long now = line.now();
        for (int i = world.from(from); i < end; i++) {
            if (visible[i] <= now) {
                if (--untilAbsent < 0) {
                    untilAbsent = nextAbsence();
                } else {
                    if (size == answer.length) {
                        answer = Arrays.copyOf(answer, size * 2);
                    }
                    answer[size++] = i;
                }
            }
        }
        return size;
    }

    private long nextAbsence() {
        return (long) (Math.log(1 - line.nextDouble()) / Math.log1p(-ABSENT));
    }

    /** Records returned in all. */
    long records() {
        return records;
    }
}
