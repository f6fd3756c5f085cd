package io.rollcall.sinks.gelf;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.engine.event.EventKey;
import io.rollcall.engine.event.Slice;
import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.sink.Delivery;
import io.rollcall.sinks.field.Fields;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The limit goes by the size where the bound is beyond it, so the bound must never be less than the size, nor the size wrong. */
final class GelfMessagesTest {

    private static final List<String> TEXTS =
            List.of("plain", "\"\"\"\"\\\\\\\\", "\u0001\u0002\u0003", "ünïcödé", "日本語", "\uD83D\uDE00\uD83D\uDE00");

    private static final List<Instant> TIMES =
            List.of(Instant.EPOCH, Instant.parse("2026-11-24T05:47:00.123456789Z"), Instant.MIN, Instant.MAX);

    private static final Fields ALL = Fields.of(Map.of(
            "stream", "{stream}",
            "parts", "{source} {account} {stream_name} {kind}",
            "rest", "{key}{time}{visible_by}",
            "constant", "\u0001\"ö"));

    @Test
    void sizesAreThoseOfWhatIsWrittenAndNoMoreThanTheirBounds() throws Exception {
        for (String text : TEXTS) {
            for (Instant time : TIMES) {
                Delivery delivery = new Delivery(
                        new StreamId("d" + text, text, text + text),
                        Delivery.Kind.EVENT,
                        new EventKey(-1, -1),
                        time,
                        time,
                        Slice.of(("{\"a\":\"" + (text.charAt(0) < ' ' ? "\t" : text) + "\"}")
                                .getBytes(StandardCharsets.UTF_8)));
                for (Fields fields : List.of(Fields.NONE, ALL)) {
                    GelfMessages messages = new GelfMessages(text, fields);
                    ByteArrayOutputStream out = new ByteArrayOutputStream();
                    messages.encode(delivery, out::write);
                    assertThat(messages.size(delivery)).isEqualTo(out.size() - 1);
                    assertThat(messages.mostBytes(delivery)).isGreaterThanOrEqualTo(out.size());
                }
            }
        }
    }
}
