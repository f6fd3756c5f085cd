package io.rollcall.sinks.message;

/** What one message consists of. */
public enum Payload {
    /** The JSON and nothing else. */
    JSON,
    /** A header after RFC 5424, with what Rollcall knows about the event as structured data, and the JSON. */
    RFC5424,
    /** A header after RFC 3164, and the JSON. */
    RFC3164
}
