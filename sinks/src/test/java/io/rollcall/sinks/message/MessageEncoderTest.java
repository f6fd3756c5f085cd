package io.rollcall.sinks.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.engine.event.EventKey;
import io.rollcall.engine.event.Slice;
import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.sink.Delivery;
import io.rollcall.engine.sink.Delivery.Kind;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MessageEncoderTest {

    private static final Instant TIME = Instant.parse("2026-02-03T04:05:06Z");

    @Test
    void jsonStandsAlone() {
        assertThat(encode(Payload.JSON, delivery("a/b/c", TIME))).isEqualTo("{\"ä\":1}");
    }

    @Test
    void theHeaderOfRfc5424CarriesWhatIsKnownBesideTheRecord() {
        assertThat(encode(Payload.RFC5424, delivery("entra-signins/contoso/interactive", TIME)))
                .isEqualTo("<134>1 2026-02-03T04:05:06.000000Z host rollcall - revision [rollcall@32473"
                        + " stream=\"entra-signins/contoso/interactive\" key=\"00000000000000010000000000000002\""
                        + " visible_by=\"2026-02-03T04:05:07Z\" kind=\"revision\"] {\"ä\":1}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a\"b/c/d|a\\\"b/c/d",
                "a\\b/c/d|a\\\\b/c/d",
                "a]b/c/d|a\\]b/c/d",
                "ünï/c/d|ünï/c/d",
            })
    void structuredDataIsEscaped(String stream, String written) {
        assertThat(encode(Payload.RFC5424, delivery(stream, TIME))).contains(" stream=\"" + written + "\" ");
    }

    @Test
    void aLineBreakInAStreamNameDoesNotEndTheMessage() {
        assertThat(encode(Payload.RFC5424, delivery("a\nb\u0000\u0085/c/d", TIME)))
                .contains("stream=\"a?b??/c/d\"");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-02-03T04:05:06.123456789Z,2026-02-03T04:05:06.123456Z",
        "1969-12-31T23:59:59.999999999Z,1969-12-31T23:59:59.999999Z",
        "0000-01-01T00:00:00Z,0000-01-01T00:00:00.000000Z",
        "9999-12-31T23:59:59.999999999Z,9999-12-31T23:59:59.999999Z",
        "-0001-12-31T23:59:59Z,-",
        "+10000-01-01T00:00:00Z,-",
        "-1000000000-01-01T00:00:00Z,-",
        "+1000000000-12-31T23:59:59Z,-"
    })
    void timesAreWrittenToTheMicrosecondOrNotAtAll(String time, String written) {
        assertThat(encode(Payload.RFC5424, delivery("a/b/c", Instant.parse(time))))
                .startsWith("<134>1 " + written + " host");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-02-03T04:05:06.9Z,Feb  3 04:05:06",
        "2026-12-31T23:59:59Z,Dec 31 23:59:59",
        "-1000000000-01-01T00:00:00Z,Jan  1 00:00:00"
    })
    void theHeaderOfRfc3164HasADayPaddedWithASpace(String time, String written) {
        assertThat(encode(Payload.RFC3164, delivery("a/b/c", Instant.parse(time))))
                .isEqualTo("<134>" + written + " host rollcall: {\"ä\":1}");
    }

    @ParameterizedTest
    @CsvSource({"KERN,EMERG,<0>", "LOCAL7,DEBUG,<191>", "AUDIT,NOTICE,<109>"})
    void facilityAndSeverityMakeThePriority(Facility facility, Severity severity, String priority) {
        MessageOptions options = new MessageOptions(Payload.RFC3164, facility, severity, Optional.of("named"), "tag");
        assertThat(new String(
                        new MessageEncoder(options, "host").encode(delivery("a/b/c", TIME)), StandardCharsets.UTF_8))
                .startsWith(priority + "Feb")
                .contains(" named tag: ");
    }

    @Test
    void octetCountingCountsTheBytesOfTheWholeMessage() throws Exception {
        MessageEncoder encoder = encoder(Payload.JSON);
        Delivery delivery = delivery("a/b/c", TIME);
        assertThat(encoder.size(delivery)).isEqualTo(8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        encoder.encode(delivery, Framing.OCTET_COUNTING, out::write);
        encoder.encode(delivery, Framing.NEWLINE, out::write);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("8 {\"ä\":1}{\"ä\":1}\n");
    }

    private static String encode(Payload payload, Delivery delivery) {
        return new String(encoder(payload).encode(delivery), StandardCharsets.UTF_8);
    }

    private static MessageEncoder encoder(Payload payload) {
        return new MessageEncoder(
                new MessageOptions(payload, Facility.LOCAL0, Severity.INFO, Optional.empty(), "rollcall"), "host");
    }

    private static Delivery delivery(String stream, Instant time) {
        Instant visibleBy = time.equals(TIME) ? time.plusSeconds(1) : time;
        return new Delivery(
                StreamId.parse(stream), Kind.REVISION, new EventKey(1, 2), time, visibleBy, Slice.utf8("{\"ä\":1}"));
    }
}
