package io.rollcall.bench.drift;

import java.util.List;

/**
 * Plain polling: reads on from where the last window ended, up to the present or a little before it.
 *
 * @param every how often, in milliseconds
 * @param holdBack how far behind the present windows end, in milliseconds
 */
record Polling(long every, long holdBack) implements Collecting {

    @Override
    public void collect(Line line, List<Stream> streams, Span span) {
        Stream stream = streams.get(0);
        long pointer = 0;
        int run = 1;
        while (line.now() < span.end()) {
            long start = line.now();
            long to = start - holdBack;
            if (to > pointer && stream.read(pointer, to, run++)) {
                pointer = to;
            }
            line.waitUntil(start + every);
        }
    }
}
