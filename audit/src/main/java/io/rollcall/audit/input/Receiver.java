package io.rollcall.audit.input;

import io.rollcall.engine.event.Slice;
import java.io.IOException;

/** Where a file's records go, in the order in which they stand there. */
public interface Receiver {

    /**
     * @param line number of the line it begins on, from 1
     * @param json an object, valid only during the call
     * @return whether more is wanted
     */
    boolean record(long line, Slice json) throws IOException;

    /** What should be a record but is not, and why. */
    void damaged(long line, String reason);

    /** A line of something else, which there may be. */
    void foreign(long line);
}
