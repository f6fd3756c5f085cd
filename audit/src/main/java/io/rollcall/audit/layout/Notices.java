package io.rollcall.audit.layout;

import io.rollcall.engine.event.Slice;
import java.io.IOException;

/** Rollcall's own messages in a feed, which are no events. */
final class Notices {

    private static final String MEMBER = "rollcall";

    private Notices() {}

    static boolean isNotice(Slice record) throws IOException {
        Members members = Members.of(record);
        return members.names().size() == 1
                && members.object(MEMBER).isPresent()
                && Members.of(members.object(MEMBER).get()).has("notice");
    }
}
