package io.rollcall.sim.http;

import io.rollcall.sim.fault.Fault;
import io.rollcall.sim.fault.FaultKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** One response on its way to the client, with whatever goes wrong on that way. Used by one thread. */
final class Transmission implements Content.Branches<Long> {
    private static final int LEAST_GZIP_BYTES = 512;

    private final Connection connection;
    private final Optional<Fault> fault;
    private final boolean gzip;
    private final Pause pause;

    /** @param gzip whether the client accepts, and the server wants, compression */
    Transmission(Connection connection, Optional<Fault> fault, boolean gzip, Pause pause) {
        this.connection = connection;
        this.fault = fault;
        this.gzip = gzip;
        this.pause = pause;
    }

    /** Sends the response and returns the number of body bytes sent, before any transfer coding. */
    long send(Response response) throws IOException, InterruptedException {
        if (suffers(FaultKind.CONNECTION_RESET)) {
            connection.reset();
            return 0;
        }
        if (suffers(FaultKind.SLOW_HEADERS)) {
            pause.await(fault.orElseThrow().delay());
        }
        connection.status(response.status());
        response.headers().forEach(connection::header);
        return response.content().fold(this);
    }

    @Override
    public Long streamed(Content.Streamed streamed) throws IOException {
        connection.header("Content-Type", streamed.type());
        try (OutputStream stream = connection.stream()) {
            streamed.writer().writeTo(stream);
        }
        connection.complete();
        return 0L;
    }

    @Override
    public Long bytes(Content.Bytes content) throws IOException, InterruptedException {
        byte[] bytes = content.bytes();
        if (gzip && bytes.length >= LEAST_GZIP_BYTES) {
            bytes = compressed(bytes);
            connection.header("Content-Encoding", "gzip");
        }
        if (bytes.length > 0) {
            connection.header("Content-Type", content.type());
        }
        connection.header("Content-Length", Integer.toString(bytes.length));
        int half = bytes.length / 2;
        if (suffers(FaultKind.TRUNCATED_BODY)) {
            connection.send(bytes, 0, half, false);
            connection.breakOff();
            return (long) half;
        }
        if (suffers(FaultKind.SLOW_BODY)) {
            connection.send(bytes, 0, half, false);
            pause.await(fault.orElseThrow().delay());
            connection.send(bytes, half, bytes.length - half, true);
        } else {
            connection.send(bytes, 0, bytes.length, true);
        }
        connection.complete();
        return (long) bytes.length;
    }

    private boolean suffers(FaultKind kind) {
        return fault.filter(actual -> actual.kind() == kind).isPresent();
    }

    private static byte[] compressed(byte[] bytes) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream(bytes.length / 4);
        try (GZIPOutputStream gzip = new Fast(compressed)) {
            gzip.write(bytes);
        }
        return compressed.toByteArray();
    }

    /** Compression as a busy server does it: soon rather than small. */
    private static final class Fast extends GZIPOutputStream {
        Fast(OutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
