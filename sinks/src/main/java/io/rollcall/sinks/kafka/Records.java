package io.rollcall.sinks.kafka;

import io.rollcall.engine.event.Slice;
import io.rollcall.engine.sink.Delivery;
import io.rollcall.sinks.field.Fields;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/** Deliveries as records: the event's key, time and JSON, and what is known beside it as headers. */
final class Records {

    private Records() {}

    static ProducerRecord<byte[], byte[]> of(Delivery delivery, KafkaOptions options) {
        return new ProducerRecord<>(
                options.topic(),
                null,
                millis(delivery),
                bytes(delivery.key().toString()),
                value(delivery.body()),
                headers(delivery, options.fields()));
    }

    /** The event's time; none, which stands for the time of sending, where Kafka has no number for it. */
    private static @Nullable Long millis(Delivery delivery) {
        try {
            long millis = delivery.time().toEpochMilli();
            return millis < 0 ? null : Long.valueOf(millis);
        } catch (ArithmeticException beyondNumbers) {
            return null;
        }
    }

    private static List<Header> headers(Delivery delivery, Fields fields) {
        List<Header> headers = new ArrayList<>();
        fields.of(delivery, (name, value) -> headers.add(new RecordHeader(name, bytes(value))));
        return headers;
    }

    private static byte[] value(Slice body) {
        return Arrays.copyOfRange(body.array(), body.offset(), body.offset() + body.length());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
