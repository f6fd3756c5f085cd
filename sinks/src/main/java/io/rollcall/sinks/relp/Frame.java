package io.rollcall.sinks.relp;

/**
 * What a receiver sends.
 *
 * @param number of the command it answers; 0 for a hint nobody asked for
 * @param command {@code rsp} for an answer
 * @param data a status and what it has to say
 */
record Frame(int number, String command, String data) {

    boolean isSuccess() {
        return data.startsWith("200");
    }
}
