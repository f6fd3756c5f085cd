package io.rollcall.audit.layout;

import io.rollcall.engine.event.Slice;
import java.io.IOException;
import java.util.Optional;

/** What is shown some records again. */
@FunctionalInterface
public interface Visitor {

    /**
     * @param ordinal the record's place on its side
     * @param line the line it stands on, from 1; 0 if its side has no lines
     * @param id its id as it is written, the parts of one that has several separated by blanks
     * @param record the vendor's record, valid only during the call; empty if the side holds keys only
     */
    void visit(long ordinal, long line, String id, Optional<Slice> record) throws IOException;
}
