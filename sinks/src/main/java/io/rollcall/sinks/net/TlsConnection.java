package io.rollcall.sinks.net;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;

/**
 * A connection under TLS 1.2 or 1.3. Its end has two signs: the peer's close_notify, which nobody in between can forge and
 * which the peer's program must still be alive to send, and below it the end of the TCP connection.
 */
public final class TlsConnection implements Connection {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(1);

    private final Wire wire;
    private final SSLEngine engine;
    private final Timeouts timeouts;
    private final Farewell farewell;
    private final boolean requiresCloseNotify;
    private final Ignored ignored = new Ignored();
    private final ByteBuffer outgoing;
    /** Decrypted bytes of the peer, from its position to its limit. */
    private final ByteBuffer plain;
    /** Encrypted bytes of the peer, between calls from 0 to its position. */
    private final ByteBuffer incoming;

    private TlsConnection(
            Wire wire, SSLEngine engine, Timeouts timeouts, Farewell farewell, boolean requiresCloseNotify) {
        this.wire = wire;
        this.engine = engine;
        this.timeouts = timeouts;
        this.farewell = farewell;
        this.requiresCloseNotify = requiresCloseNotify;
        this.outgoing = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        this.incoming = ByteBuffer.allocate(2 * engine.getSession().getPacketBufferSize());
        this.plain = ByteBuffer.allocate(2 * engine.getSession().getApplicationBufferSize())
                .limit(0);
    }

    /**
     * Takes over a wire that has just been connected, shakes hands on it, and closes it on failure.
     *
     * @param engine a fresh engine in client mode
     * @param requiresCloseNotify whether the end of the TCP connection without close_notify counts as no receipt
     */
    public static TlsConnection open(
            Wire wire, SSLEngine engine, Timeouts timeouts, TcpTable table, boolean requiresCloseNotify)
            throws IOException, InterruptedException {
        boolean isOpen = false;
        try {
            TlsConnection connection =
                    new TlsConnection(wire, engine, timeouts, new Farewell(wire, table), requiresCloseNotify);
            connection.shakeHands();
            isOpen = true;
            return connection;
        } finally {
            if (!isOpen) {
                wire.close();
            }
        }
    }

    private void shakeHands() throws IOException, InterruptedException {
        try {
            engine.beginHandshake();
            shakeHands(Deadline.in(
                    timeouts.connect(), "the TLS handshake was not over in time. Check that the port speaks TLS"));
        } catch (SSLException e) {
            tellPeerWhy(e);
            throw e;
        }
    }

    private void shakeHands(Deadline deadline) throws IOException, InterruptedException {
        while (true) {
            HandshakeStatus status = engine.getHandshakeStatus();
            if (status == HandshakeStatus.NEED_TASK) {
                runTasks();
            } else if (status == HandshakeStatus.NEED_WRAP) {
                wrapAndSend(NOTHING);
            } else if (status == HandshakeStatus.NOT_HANDSHAKING || status == HandshakeStatus.FINISHED) {
                return;
            } else if (unwrap() == Status.BUFFER_UNDERFLOW && readMore(deadline) < 0) {
                throw new EOFException(
                        "the peer closed the connection during the TLS handshake. Check that the port speaks"
                                + " TLS, and whether the receiver's log says why: it may want a client certificate");
            }
        }
    }

    private void runTasks() {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
    }

    /** Sends the alert the engine has ready after a failed handshake; the failure itself is what gets reported. */
    private void tellPeerWhy(SSLException failure) throws InterruptedException {
        try {
            if (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
                wrapAndSend(NOTHING);
            }
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException, InterruptedException {
        while (bytes.hasRemaining()) {
            SSLEngineResult result = wrapAndSend(bytes);
            if (result.getStatus() == Status.CLOSED) {
                throw new SSLException("the TLS connection is closed");
            }
            if (result.getHandshakeStatus() == HandshakeStatus.NEED_TASK) {
                runTasks();
            }
        }
    }

    private SSLEngineResult wrapAndSend(ByteBuffer bytes) throws IOException, InterruptedException {
        outgoing.clear();
        SSLEngineResult result = engine.wrap(bytes, outgoing);
        wire.write(outgoing.flip(), timeouts.write());
        return result;
    }

    @Override
    public int read(ByteBuffer target, Deadline deadline) throws IOException, InterruptedException {
        while (!plain.hasRemaining()) {
            if (engine.isInboundDone()) {
                return -1;
            }
            Status status = decrypt().getStatus();
            answerEngine();
            if (status == Status.BUFFER_UNDERFLOW && readMore(deadline) < 0) {
                return -1;
            }
        }
        int length = Math.min(plain.remaining(), target.remaining());
        target.put(plain.slice(plain.position(), length));
        plain.position(plain.position() + length);
        return length;
    }

    private int readMore(Deadline deadline) throws IOException, InterruptedException {
        wire.acknowledgeAtOnce();
        return wire.read(incoming, deadline);
    }

    /** Decrypts one record of those read and forgets what was in it. */
    private Status unwrap() throws IOException {
        SSLEngineResult result = decrypt();
        ignored.count(result.bytesProduced());
        return result.getStatus();
    }

    private SSLEngineResult decrypt() throws IOException {
        incoming.flip();
        plain.clear();
        try {
            return engine.unwrap(incoming, plain);
        } finally {
            plain.flip();
            incoming.compact();
        }
    }

    /** Works through all records that have been read. */
    private void unwrapAll() throws IOException, InterruptedException {
        while (!engine.isInboundDone() && incoming.position() > 0 && unwrap() == Status.OK) {
            answerEngine();
        }
    }

    /** Does what the engine wants done after a record, such as an answer to a change of keys. */
    private void answerEngine() throws IOException, InterruptedException {
        if (engine.getHandshakeStatus() == HandshakeStatus.NEED_TASK) {
            runTasks();
        }
        if (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP && !engine.isOutboundDone()) {
            wrapAndSend(NOTHING);
        }
    }

    @Override
    public void requireOpen() throws IOException, InterruptedException {
        int read = wire.readAvailable(incoming);
        while (read > 0) {
            unwrapAll();
            read = engine.isInboundDone() ? -1 : wire.readAvailable(incoming);
        }
        if (read < 0) {
            throw PeerEnded.early();
        }
    }

    @Override
    public void finish() throws IOException, InterruptedException {
        requireOpen();
        Deadline deadline = PeerEnded.expected(timeouts);
        engine.closeOutbound();
        while (!engine.isOutboundDone()) {
            wrapAndSend(NOTHING);
        }
        boolean hasEnded = hasReadToEnd(Deadline.in(ANSWER_WITHIN, ""));
        farewell.requireAcknowledged(deadline);
        wire.endOutput();
        if (!hasEnded) {
            readToEnd(deadline);
        }
        if (requiresCloseNotify && !engine.isInboundDone()) {
            throw new SSLException(
                    "the receiver closed the TCP connection without ending TLS (no close_notify), so the end may"
                            + " be a crash or somebody in between. If it always does that, as rsyslog with the gtls driver does, set"
                            + " require_close_notify: false");
        }
    }

    /**
     * Reads up to the peer's end, which most peers send in answer to close_notify. To end the TCP connection earlier would
     * cross with theirs, and leave open which came first.
     */
    private boolean hasReadToEnd(Deadline soon) throws IOException, InterruptedException {
        try {
            readToEnd(soon);
            return true;
        } catch (SocketTimeoutException waitsForTheEndOfTcp) {
            return false;
        }
    }

    private void readToEnd(Deadline deadline) throws IOException, InterruptedException {
        while (!engine.isInboundDone()) {
            if (wire.read(incoming, deadline) < 0) {
                return;
            }
            unwrapAll();
        }
        for (int read = 0; read >= 0; read = wire.read(ignored.space(), deadline)) {
            ignored.count(read);
        }
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }
}
