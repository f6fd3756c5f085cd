package io.rollcall.sinks.net;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A connection without encryption. */
public final class PlainConnection implements Connection {

    private final Wire wire;
    private final Timeouts timeouts;
    private final TcpTable table;
    private final Ignored ignored = new Ignored();

    PlainConnection(Wire wire, Timeouts timeouts, TcpTable table) {
        this.wire = wire;
        this.timeouts = timeouts;
        this.table = table;
    }

    /** Takes over a wire. */
    public PlainConnection(Wire wire, Timeouts timeouts) {
        this(wire, timeouts, TcpTable.system());
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException, InterruptedException {
        wire.write(bytes, timeouts.write());
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
        Farewell farewell = new Farewell(wire, table);
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
