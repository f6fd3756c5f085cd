package io.rollcall.sinks.message;

/** How a receiver tells where a message in a stream ends (RFC 6587, section 3.4). */
public enum Framing {
    /** A line feed after each message. */
    NEWLINE,
    /** The message's length in bytes and a space before each message. */
    OCTET_COUNTING
}
