package io.rollcall.sinks.field;

import io.rollcall.engine.sink.Delivery;
import io.rollcall.options.Types;
import java.util.function.Function;

/** What is known of a delivery beside its record, under the names that stand for it in templates. */
enum Known {
    STREAM(delivery -> delivery.stream().toString()),
    SOURCE(delivery -> delivery.stream().definition()),
    ACCOUNT(delivery -> delivery.stream().account()),
    STREAM_NAME(delivery -> delivery.stream().stream()),
    KIND(delivery -> Types.label(delivery.kind())),
    KEY(delivery -> delivery.key().toString()),
    TIME(delivery -> delivery.time().toString()),
    VISIBLE_BY(delivery -> delivery.visibleBy().toString());

    private final Function<Delivery, String> value;

    Known(Function<Delivery, String> value) {
        this.value = value;
    }

    String of(Delivery delivery) {
        return value.apply(delivery);
    }
}
