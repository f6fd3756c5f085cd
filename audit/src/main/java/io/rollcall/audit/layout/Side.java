package io.rollcall.audit.layout;

import io.rollcall.audit.roll.Spill;
import io.rollcall.audit.roll.StreamNames;
import java.io.IOException;
import java.util.BitSet;
import java.util.function.LongConsumer;

/** One of the two sides of a roll call. */
public interface Side {

    /** What a person calls it. */
    String name();

    /** What there is to read, for the progress. */
    long bytes() throws IOException;

    /** A rough guess of how many records there are, to choose how to keep them. */
    long likelyRecords() throws IOException;

    /**
     * Spills a mark for each record.
     *
     * @param progress is told how many bytes have been read, now and then
     */
    Account read(Spill spill, StreamNames streams, LongConsumer progress) throws IOException;

    /** Shows some records again, by the places their marks have. A side that has only keys shows them as it can. */
    void revisit(BitSet ordinals, Visitor visitor) throws IOException;
}
