package io.rollcall.engine.drift;

import java.io.DataInputStream;
import java.io.IOException;

/** Reads what {@link SnapshotWriter} wrote. */
final class SnapshotReader {

    private static final int MOST_VALUES = 1_000_000;

    private final DataInputStream in;
    private final AgeBins bins;

    SnapshotReader(DataInputStream in, AgeBins bins) {
        this.in = in;
        this.bins = bins;
    }

    Snapshot read() throws IOException {
        long since = in.readLong();
        Evidence judged = evidence();
        Learned learned = new Learned(
                since,
                evidence(),
                evidence(),
                timeline(),
                new Rhythm(doubles(), doubles()),
                in.readLong(),
                in.readDouble(),
                new PageSize(in.readDouble()),
                silence(),
                new Completeness(in.readLong(), in.readInt()),
                in.readLong(),
                in.readLong());
        return new Snapshot(learned, judged);
    }

    private Evidence evidence() throws IOException {
        return new Evidence(doubles(), doubles(), doubles()).on(bins);
    }

    private Timeline timeline() throws IOException {
        int size = size();
        long[] edges = longs(size + 1);
        long[] looks = longs(size);
        return new Timeline(edges, looks, doubles(), doubles(), doubles());
    }

    private Silence silence() throws IOException {
        return new Silence(in.readLong(), in.readLong(), in.readDouble(), in.readInt(), in.readLong(), in.readLong());
    }

    private int size() throws IOException {
        int size = in.readInt();
        if (size < 0 || size > MOST_VALUES) {
            throw new IOException("a model has no " + size + " values");
        }
        return size;
    }

    private long[] longs(int size) throws IOException {
        long[] values = new long[size];
        for (int i = 0; i < size; i++) {
            values[i] = in.readLong();
        }
        return values;
    }

    private double[] doubles() throws IOException {
        double[] values = new double[size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = in.readDouble();
        }
        return values;
    }
}
