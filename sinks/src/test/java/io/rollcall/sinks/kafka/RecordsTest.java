package io.rollcall.sinks.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.engine.sink.Delivery;
import io.rollcall.options.Document;
import io.rollcall.sinks.Deliveries;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

final class RecordsTest {

    private static final Delivery EVENT = Deliveries.event("{\"a\":1}");

    @Test
    void headersAreTheFieldsChosenAndTheRecordStays() throws Exception {
        assertThat(headers(", fields: {tenant: 'eu/{account}', env: production}"))
                .containsExactly("tenant=eu/contoso", "env=production");
        assertThat(headers(", fields: {}")).isEmpty();
        assertThat(headers(""))
                .containsExactly(
                        "rollcall_stream=entra-signins/contoso/interactive",
                        "rollcall_kind=event",
                        "rollcall_visible_by=2026-11-24T05:48:30.123456789Z");
    }

    private static List<String> headers(String fields) throws Exception {
        KafkaOptions options = new Document("sink.yaml", "{brokers: ['a:9092'], topic: signins" + fields + "}")
                .read(KafkaOptions::read)
                .value();
        ProducerRecord<byte[], byte[]> record = Records.of(EVENT, options);
        assertThat(new String(record.value(), StandardCharsets.UTF_8)).isEqualTo("{\"a\":1}");
        assertThat(new String(record.key(), StandardCharsets.UTF_8))
                .isEqualTo(EVENT.key().toString());
        return Arrays.stream(record.headers().toArray())
                .map(header -> header.key() + "=" + new String(header.value(), StandardCharsets.UTF_8))
                .toList();
    }
}
