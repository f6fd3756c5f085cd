package io.rollcall.sources.read;

import java.util.Optional;

/** The scalars around the records of a body, by the indices they were asked for with. */
interface AroundRecords {

    /** The scalar as text; empty if it is absent or null. */
    Optional<String> scalar(int index);
}
