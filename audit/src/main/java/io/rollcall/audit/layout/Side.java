package io.rollcall.audit.layout;

import io.rollcall.audit.roll.Spill;
import io.rollcall.audit.roll.StreamNames;
import java.io.IOException;
import java.util.BitSet;
import java.util.Set;
import java.util.function.LongConsumer;

/** One of the two sides of a roll call. */
public interface Side {

    /** What a person calls it. */
    String name();

    /** Names of the fields of its records but for id and time, as far as is known; empty if it has no contents. */
    default Set<String> fields() {
        return Set.of();
    }

    /** The same side, which also compares these fields by themselves; none to compare whole records only. */
    default Side sharing(Set<String> fields) {
        return this;
    }

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
