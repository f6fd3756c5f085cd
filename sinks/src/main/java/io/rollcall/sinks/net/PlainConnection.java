package io.rollcall.sinks.net;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A connection without encryption. */
public final class PlainConnection implements Connection {

    private final Wire wire;
    private final Timeouts timeouts;
    private final Farewell farewell;
    private final Ignored ignored = new Ignored();

    private PlainConnection(Wire wire, Timeouts timeouts, Farewell farewell) {
        this.wire = wire;
        this.timeouts = timeouts;
        this.farewell = farewell;
    }

    /** Takes over a wire that has just been connected, and closes it on failure. */
    public static PlainConnection open(Wire wire, Timeouts timeouts, TcpTable table) throws IOException {
        try {
            return new PlainConnection(wire, timeouts, new Farewell(wire, table));
        } catch (IOException e) {
            wire.close();
            throw e;
        }
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException, InterruptedException {
        wire.write(bytes, timeouts.write());
    }

    @Override
    public int read(ByteBuffer target, Deadline deadline) throws IOException, InterruptedException {
        wire.acknowledgeAtOnce();
        return wire.read(target, deadline);
    }

    @Override
    public void requireOpen() throws IOException {
        int read = wire.readAvailable(ignored.space());
        while (read > 0) {
            ignored.count(read);
            read = wire.readAvailable(ignored.space());
        }
        if (read < 0) {
            throw PeerEnded.early();
        }
    }

    @Override
    public void finish() throws IOException, InterruptedException {
        requireOpen();
        Deadline deadline = PeerEnded.expected(timeouts);
        wire.endOutput();
        for (int read = 0; read >= 0; read = wire.read(ignored.space(), deadline)) {
            ignored.count(read);
        }
        farewell.requireAcknowledged(deadline);
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }
}
