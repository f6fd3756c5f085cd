package io.rollcall.engine.siem;

import io.rollcall.engine.event.Slice;
import java.io.IOException;

/** A SIEM, or another store of events, that can be asked what it holds. It is never written to. Thread-safe. */
public interface Siem extends AutoCloseable {

    /**
     * Reads everything it holds that a question is about. Returning means that all of it has been handed over, each row as often as it is
     * there: an answer that was cut off, limited or partial is no answer.
     *
     * @throws CannotTell if not all can be had; what was handed over before is then of no use
     * @throws IOException if the taker could not take a row
     * @throws InterruptedException if the thread was asked to stop
     */
    void read(Question question, Taker taker) throws CannotTell, IOException, InterruptedException;

    /** What is asked and where, for people. */
    String description();

    @Override
    void close();

    /** What takes the rows, in any order. */
    @FunctionalInterface
    interface Taker {

        /** @param row one JSON object without line breaks, as the SIEM shows it, with the record in it */
        void take(Slice row) throws IOException;
    }
}
