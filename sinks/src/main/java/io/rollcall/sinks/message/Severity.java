package io.rollcall.sinks.message;

/** The syslog severities (RFC 5424, section 6.2.1, table 2). */
public enum Severity {
    EMERG(0),
    ALERT(1),
    CRIT(2),
    ERR(3),
    WARNING(4),
    NOTICE(5),
    INFO(6),
    DEBUG(7);

    private final int code;

    Severity(int code) {
        this.code = code;
    }

    /** The number that stands for it in a message's priority. */
    int code() {
        return code;
    }
}
