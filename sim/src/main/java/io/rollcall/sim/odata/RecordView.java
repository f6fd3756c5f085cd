package io.rollcall.sim.odata;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/** A record as a filter sees it: properties are looked up only when they are asked for. */
public interface RecordView {
    Instant eventTime();

    /** Value at a path without casts; a missing node if there is none. */
    JsonNode property(String path);
}
