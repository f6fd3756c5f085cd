package io.rollcall.sim.office365;

import java.util.Comparator;

/**
 * Place of a blob among the blobs of one content type.
 *
 * @param slot number of the stretch of time, counted from 1970
 * @param lane number among the blobs of that stretch, from 0
 */
record BlobAddress(long slot, int lane) implements Comparable<BlobAddress> {
    private static final Comparator<BlobAddress> ORDER =
            Comparator.comparingLong(BlobAddress::slot).thenComparingInt(BlobAddress::lane);

    @Override
    public int compareTo(BlobAddress other) {
        return ORDER.compare(this, other);
    }
}
