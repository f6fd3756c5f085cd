package io.rollcall.sinks.rsyslog;

import java.io.IOException;
import java.util.List;

/** A real receiver of syslog in a process of its own, that writes what it gets into a file. */
interface SyslogDaemon extends AutoCloseable {

    int port();

    /** The lines it has written. */
    List<String> received() throws IOException;

    long receivedBytes() throws IOException;

    /** Kills it, as {@code kill -9} does. */
    void kill();

    /** Starts it again on the same port, after a kill that is under way. */
    void restart() throws Exception;

    @Override
    void close() throws IOException;
}
