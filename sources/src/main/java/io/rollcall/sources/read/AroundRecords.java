package io.rollcall.sources.read;

import java.util.Optional;

/** The values around the records of a body, by the indices they were asked for with. */
interface AroundRecords {

    /** The value; empty if it is absent or null. */
    Optional<Names.Value> value(int index);
}
