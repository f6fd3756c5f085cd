package io.rollcall.sinks.field;

import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.sink.Delivery;
import io.rollcall.options.Types;

/** What is known of a delivery beside its record, under the names that stand for it in templates. */
enum Known {
    STREAM,
    SOURCE,
    ACCOUNT,
    STREAM_NAME,
    KIND,
    KEY,
    TIME,
    VISIBLE_BY;

    /** A time far away has 37 characters, a key 32. */
    private static final int MOST_OF_OTHERS = 40;

    /** No fewer characters than any of them has. */
    static int mostLength(Delivery delivery) {
        StreamId stream = delivery.stream();
        return stream.definition().length()
                + stream.account().length()
                + stream.stream().length()
                + MOST_OF_OTHERS;
    }

    String of(Delivery delivery) {
        return switch (this) {
            case STREAM -> delivery.stream().toString();
            case SOURCE -> delivery.stream().definition();
            case ACCOUNT -> delivery.stream().account();
            case STREAM_NAME -> delivery.stream().stream();
            case KIND -> Types.label(delivery.kind());
            case KEY -> delivery.key().toString();
            case TIME -> delivery.time().toString();
            case VISIBLE_BY -> delivery.visibleBy().toString();
        };
    }
}
