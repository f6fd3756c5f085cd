package io.rollcall.sinks.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rollcall.engine.sink.Delivery;
import io.rollcall.sinks.Deliveries;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EscapesTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void eachByteAtEachPlaceIsToldRightly() {
        for (int place = 0; place < 20; place++) {
            for (int value = 0; value < 256; value++) {
                byte[] bytes = new byte[20];
                java.util.Arrays.fill(bytes, (byte) 0xFF);
                bytes[place] = (byte) value;
                boolean isEscaped = value < ' ' || value == '"' || value == '\\';
                assertThat(Escapes.next(bytes, 0, 20))
                        .as("%d at %d", value, place)
                        .isEqualTo(isEscaped ? place : 20);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void amongRandomBytesTheNextIsTheFirst(long seed) {
        Random random = new Random(seed);
        byte[] bytes = new byte[5000];
        int[] likely = {'!', '"', '#', '[', '\\', ']', 0x1F, ' ', 0, 0x7F, 0x80, 0xA2, 0xDC, 0xFF};
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (random.nextInt(4) > 0 ? 'a' : likely[random.nextInt(likely.length)]);
        }
        int from = 0;
        for (int i = 0; i < bytes.length; i++) {
            int value = bytes[i] & 0xFF;
            if (value < ' ' || value == '"' || value == '\\') {
                assertThat(Escapes.next(bytes, from, bytes.length))
                        .as("seed %d", seed)
                        .isEqualTo(i);
                from = i + 1;
            }
        }
        assertThat(Escapes.next(bytes, from, bytes.length)).isEqualTo(bytes.length);
    }

    @Test
    void aRecordInQuotationMarksReadsAsTheBytesItHadAndIsAsLongAsSaid() throws Exception {
        Delivery delivery = Deliveries.event("{\"a\":\"say \\\"hi\\\" \\\\ äöü € 😀\",\"b\":[\"\\u0001\",\"\",\"\"]}");
        Bytes out = new Bytes(0);
        Envelope.quotedRecord(delivery, out);
        assertThat(JSON.readTree(out.array(), 0, out.size()).textValue())
                .isEqualTo(delivery.body().toString());
        assertThat(Envelope.quotedSize(delivery)).isEqualTo(out.size());
        assertThat(new String(out.array(), 0, out.size(), StandardCharsets.UTF_8))
                .startsWith("\"{\\\"a\\\":");
    }
}
