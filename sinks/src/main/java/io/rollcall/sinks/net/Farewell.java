package io.rollcall.sinks.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * The orderly end of a connection, by which the peer tells that it has read everything: we end our side, the peer reads up to
 * that end and then ends its own.
 *
 * <p>Seeing the peer's end is not enough. A peer that dies, or stops, while the last of our bytes are on their way to it ends
 * its side too, and its reset in answer to those bytes comes after that end, where no read shows it. Two facts together say
 * more, in whatever order they come about: the peer's machine has acknowledged all bytes, which it does not do after its
 * program has closed the connection; and the peer has ended its side without a reset, which the machine of a program that was
 * killed with bytes unread does not do. Where the system does not show the first one, the second has to do.
 *
 * <p>What is left: a program that ends its side of its own accord, by shutdown(2) and not by close(2), without reading what
 * has arrived. Programs in Java do so when they close a connection early. To the other side it looks as if they had read.
 */
final class Farewell {

    private static final Duration LOOK_AGAIN_AFTER = Duration.ofMillis(2);

    private final Wire wire;
    private final TcpTable table;
    private final InetSocketAddress local;
    private final InetSocketAddress remote;
    private final boolean isVisible;

    /** The end of a connection that has just been opened. Later the table might lack it because the peer has reset it. */
    Farewell(Wire wire, TcpTable table) throws IOException {
        this.wire = wire;
        this.table = table;
        this.local = wire.localAddress();
        this.remote = wire.remoteAddress();
        this.isVisible = table.shows(local, remote);
    }

    /**
     * Waits until the peer's machine has acknowledged everything that was sent.
     *
     * @throws IOException if it never will
     */
    void requireAcknowledged(Deadline deadline) throws IOException, InterruptedException {
        if (!isVisible) {
            return;
        }
        OptionalLong bytes = table.unacknowledged(local, remote);
        while (bytes.isPresent() && bytes.getAsLong() > 0) {
            deadline.millisLeft();
            wire.pause(LOOK_AGAIN_AFTER);
            bytes = table.unacknowledged(local, remote);
        }
        if (bytes.isEmpty()) {
            throw new IOException(
                    "the receiver closed the connection before it had the whole batch. Check whether it was"
                            + " stopped or restarted");
        }
    }
}
