package io.rollcall.audit.layout;

import io.rollcall.engine.event.Slice;
import io.rollcall.engine.json.JsonText;
import io.rollcall.engine.sink.Delivery;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** An event as it is kept when a roll call has read it from the service itself: the record, and what is known of it beside. */
public final class Taken {

    /** The member with what is known of the record. */
    static final String ABOUT = "rollcall_event";

    /** The member with the record itself. */
    static final String RECORD = "record";

    private static final String STREAM = "stream";
    private static final String TIME = "time";

    private Taken() {}

    /** One JSON object on one line. */
    public static Slice line(Delivery delivery) {
        String head = "{" + JsonText.quoted(ABOUT) + ":{" + JsonText.quoted(STREAM) + ":"
                + JsonText.quoted(delivery.stream().toString()) + "," + JsonText.quoted(TIME) + ":"
                + JsonText.quoted(delivery.time().toString()) + "}," + JsonText.quoted(RECORD) + ":";
        Slice body = delivery.body();
        ByteArrayOutputStream line = new ByteArrayOutputStream(head.length() + body.length() + 1);
        line.writeBytes(head.getBytes(StandardCharsets.UTF_8));
        line.write(body.array(), body.offset(), body.length());
        line.write('}');
        return Slice.of(line.toByteArray());
    }

    /** Where such lines name stream and time, unless the user has said otherwise. */
    public static SideOptions described(SideOptions said) {
        return new SideOptions(
                said.id(),
                said.time().or(() -> Optional.of("/" + ABOUT + "/" + TIME)),
                said.stream().or(() -> Optional.of("/" + ABOUT + "/" + STREAM)),
                said.zone(),
                said.dates(),
                said.ignored(),
                said.visibleBy());
    }
}
