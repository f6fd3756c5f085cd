package io.rollcall.engine.identity;

import io.rollcall.engine.json.JsonCursor;
import io.rollcall.engine.json.ScalarKind;

/** What a scan tells of the names and scalars it passes, as it passes them. */
public interface ScanListener {

    /** @param checksum of the name, however it is written */
    void name(long checksum);

    /**
     * @param cursor has just passed the scalar
     * @param checksum of the scalar's content, however it is written
     */
    void scalar(JsonCursor cursor, ScalarKind kind, long checksum);
}
