package io.rollcall.verify.crash;

import java.io.IOException;
import java.util.List;

/** A real program that events are delivered to, in a process of its own that can be killed. */
interface Receiver extends AutoCloseable {

    /** Starts it; the first time on any free port, then always on the same one. Returns when it listens. */
    void start() throws IOException, InterruptedException;

    /** As {@code kill -9} does. */
    void kill() throws InterruptedException;

    int port();

    /** What can be delivered to: it, through a port that leads to it, and a second one beside it, to which a collector with a spool delivers too. */
    List<Target> targets(int through);

    @Override
    void close() throws IOException;
}
