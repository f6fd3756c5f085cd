package io.rollcall.sinks.net;

import io.rollcall.sinks.net.TcpTable.State;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * The orderly end of a connection, by which the peer tells that it has read everything: we end our side, the peer reads up to
 * that end and then ends its own.
 *
 * <p>Seeing the peer's end is not enough. A peer that dies, or stops, while the last of our bytes are on their way to it ends
 * its side too; its reset in answer to those bytes comes after that end and no read ever shows it. The kernel knows the
 * difference: the connection reaches TIME_WAIT only if the peer acknowledged all bytes and our end, without a reset. Where the
 * system does not show such states the peer's end alone has to do.
 */
final class Farewell {

    private static final Duration LOOK_AGAIN_AFTER = Duration.ofMillis(2);

    private final Wire wire;
    private final TcpTable table;
    private final InetSocketAddress local;
    private final InetSocketAddress remote;
    private final boolean isVisible;

    private Farewell(Wire wire, TcpTable table) throws IOException {
        this.wire = wire;
        this.table = table;
        this.local = wire.localAddress();
        this.remote = wire.remoteAddress();
        this.isVisible = table.state(local, remote).isPresent();
    }

    /** Ends our side. The peer must not have ended its own yet. */
    static Farewell begin(Wire wire, TcpTable table) throws IOException {
        Farewell farewell = new Farewell(wire, table);
        wire.endOutput();
        return farewell;
    }

    /**
     * Called when the peer has ended its side; waits until it is known whether it acknowledged everything first.
     *
     * @throws IOException if it did not
     */
    void requireAcknowledged(Deadline deadline) throws IOException, InterruptedException {
        if (!isVisible) {
            return;
        }
        Optional<State> state = table.state(local, remote);
        while (state.equals(Optional.of(State.OPEN))) {
            deadline.millisLeft();
            wire.pause(LOOK_AGAIN_AFTER);
            state = table.state(local, remote);
        }
        if (!state.equals(Optional.of(State.TIME_WAIT))) {
            throw new IOException(
                    "the receiver closed the connection before it had the whole batch. Check whether it was"
                            + " stopped or restarted");
        }
    }
}
