package io.rollcall.sinks.message;

import io.rollcall.options.Section;
import io.rollcall.options.Types;
import io.rollcall.sinks.field.Fields;
import io.rollcall.sinks.field.Naming;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How a delivery becomes a message.
 *
 * @param payload what a message consists of
 * @param facility facility of the syslog header
 * @param severity severity of the syslog header
 * @param hostname host name in the syslog header; empty for this machine's
 * @param appName application name (RFC 5424) or tag (RFC 3164) in the syslog header
 * @param fields parameters of the structured data in the header of RFC 5424
 */
public record MessageOptions(
        Payload payload,
        Facility facility,
        Severity severity,
        Optional<String> hostname,
        String appName,
        Fields fields) {

    private static final Fields USUAL = Fields.usual("", "stream", "key", "visible_by", "kind");

    /** SD-NAME of RFC 5424, section 6.3.2. */
    private static final Naming NAMES = new Naming(
            Pattern.compile("[!#-<>-\\\\^-~]{1,32}"),
            "1 to 32 printable ASCII characters without spaces, none of = ] \"",
            Set.of());

    private static final Pattern HOSTNAME = Pattern.compile("[!-~]{1,255}");
    private static final Pattern APP_NAME = Pattern.compile("[!-~]{1,48}");
    private static final Pattern TAG = Pattern.compile("[0-9A-Za-z_./-]{1,32}");

    /** With the usual fields. */
    public MessageOptions(
            Payload payload, Facility facility, Severity severity, Optional<String> hostname, String appName) {
        this(payload, facility, severity, hostname, appName, USUAL);
    }

    /** The JSON without a header. */
    public static MessageOptions json() {
        return new MessageOptions(Payload.JSON, Facility.LOCAL0, Severity.INFO, Optional.empty(), "rollcall");
    }

    /** Reads the options out of the mapping of a sink. */
    public static MessageOptions read(Section section) {
        MessageOptions base = json();
        Optional<Fields> fields =
                Fields.given(section, "With payload: rfc5424, parameters of the structured data.", NAMES);
        MessageOptions options = new MessageOptions(
                section.optional(
                        "payload",
                        Types.oneOf(Payload.class),
                        base.payload,
                        "What a message consists of: the JSON alone, or a syslog header and the JSON."),
                section.optional(
                        "facility",
                        Types.oneOf(Facility.class),
                        base.facility,
                        "Facility in the syslog header; without a header it has no effect."),
                section.optional(
                        "severity",
                        Types.oneOf(Severity.class),
                        base.severity,
                        "Severity in the syslog header; without a header it has no effect."),
                section.maybe(
                        "hostname",
                        Types.TEXT,
                        "Host name in the syslog header; the name of this machine if left out.",
                        "collector.example.com"),
                section.optional(
                        "app_name",
                        Types.TEXT,
                        base.appName,
                        "Application name in the syslog header, called tag in RFC 3164."),
                fields.orElse(USUAL));
        if (fields.isPresent() && options.payload != Payload.RFC5424) {
            section.problem("fields", "needs payload: rfc5424, since only that has room beside the record");
        }
        options.check(section);
        return options;
    }

    private void check(Section section) {
        if (hostname.isPresent() && !HOSTNAME.matcher(hostname.get()).matches()) {
            section.problem("hostname", "must be 1 to 255 printable ASCII characters without spaces");
        }
        if (payload == Payload.RFC3164 && !TAG.matcher(appName).matches()) {
            section.problem("app_name", "must be 1 to 32 letters, digits or any of _./- to be a tag of RFC 3164");
        } else if (!APP_NAME.matcher(appName).matches()) {
            section.problem("app_name", "must be 1 to 48 printable ASCII characters without spaces");
        }
    }

    /** The number that begins a syslog header (RFC 5424, section 6.2.1). */
    int priority() {
        return facility.code() * 8 + severity.code();
    }
}
