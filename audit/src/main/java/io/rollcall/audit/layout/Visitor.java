package io.rollcall.audit.layout;

import java.io.IOException;

/** What is shown some records again. */
@FunctionalInterface
public interface Visitor {

    /** @param shown valid only during the call, as far as its record is concerned */
    void visit(Shown shown) throws IOException;
}
