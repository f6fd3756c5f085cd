package io.rollcall.bench.speed;

/** Who does something with the pages. */
enum Contestant {
    CURL("curl to /dev/null"),
    JQ("curl | jq to /dev/null"),
    CURL_TO_DISK("curl | dd, 8 MB at a time"),
    LINES_TO_RSYSLOG("lines to rsyslog"),
    ROLLCALL_TO_FILE("rollcall to a file"),
    ROLLCALL_TO_TCP("rollcall over TCP"),
    ROLLCALL_TO_RSYSLOG("rollcall to rsyslog");

    private final String label;

    Contestant(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}
