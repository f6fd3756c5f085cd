package io.rollcall.sinks.message;

import static java.time.temporal.ChronoField.HOUR_OF_DAY;
import static java.time.temporal.ChronoField.MICRO_OF_SECOND;
import static java.time.temporal.ChronoField.MINUTE_OF_HOUR;
import static java.time.temporal.ChronoField.SECOND_OF_MINUTE;

import io.rollcall.engine.sink.Delivery;
import io.rollcall.options.Types;
import io.rollcall.sinks.field.Fields;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/**
 * The header after RFC 5424. TIMESTAMP is the event time in UTC with six digits, the most the grammar allows; MSGID is the
 * kind of delivery; what Rollcall knows beside the record is structured data under the example enterprise number of RFC
 * 5612. The JSON that follows has no byte order mark: it is MSG-ANY of the grammar, and readers of JSON refuse the mark.
 */
final class Rfc5424Header implements Header {

    private static final DateTimeFormatter TIMESTAMP = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral('T')
            .appendValue(HOUR_OF_DAY, 2)
            .appendLiteral(':')
            .appendValue(MINUTE_OF_HOUR, 2)
            .appendLiteral(':')
            .appendValue(SECOND_OF_MINUTE, 2)
            .appendFraction(MICRO_OF_SECOND, 6, 6, true)
            .appendLiteral('Z')
            .toFormatter(java.util.Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private final String priorityAndVersion;
    private final String hostAndApp;
    private final Fields fields;

    Rfc5424Header(MessageOptions options, String hostname) {
        this.priorityAndVersion = "<" + options.priority() + ">1 ";
        this.hostAndApp = " " + hostname + " " + options.appName() + " - ";
        this.fields = options.fields();
    }

    @Override
    public byte[] of(Delivery delivery) {
        StringBuilder header = new StringBuilder(256)
                .append(priorityAndVersion)
                .append(timestamp(delivery.time()))
                .append(hostAndApp)
                .append(Types.label(delivery.kind()))
                .append(fields.isEmpty() ? " -" : " [rollcall@32473");
        fields.of(delivery, (name, value) -> parameter(header, name, value));
        return header.append(fields.isEmpty() ? " " : "] ").toString().getBytes(StandardCharsets.UTF_8);
    }

    /** An instant as the grammar wants it; the nil value for years that do not have four digits. */
    private static String timestamp(Instant instant) {
        return instant.isBefore(FIRST) || instant.isAfter(END) ? "-" : TIMESTAMP.format(instant);
    }

    /** One parameter. Control characters become question marks: a line break would end the message. */
    private static void parameter(StringBuilder header, String name, String value) {
        header.append(' ').append(name).append("=\"");
        for (int i = 0; i < value.length(); i++) {
            char character = value.charAt(i);
            if (character == '"' || character == '\\' || character == ']') {
                header.append('\\');
            }
            header.append(Character.isISOControl(character) ? '?' : character);
        }
        header.append('"');
    }
}
