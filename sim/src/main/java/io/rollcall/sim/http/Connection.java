package io.rollcall.sim.http;

import java.io.IOException;
import java.io.OutputStream;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.Content.Sink;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** The server's end of one exchange: head, bytes, and the socket below them. Used by one thread. */
final class Connection {
    private final Request request;
    private final Response response;
    private final Callback callback;

    Connection(Request request, Response response, Callback callback) {
        this.request = request;
        this.response = response;
        this.callback = callback;
    }

    void status(int status) {
        response.setStatus(status);
    }

    /** Adds a header; the case of its name is kept. */
    void header(String name, String value) {
        response.getHeaders().add(name, value);
    }

    /** Sends bytes and returns when the socket has taken them. */
    void send(byte[] bytes, int offset, int length, boolean last) throws IOException {
        Sink.write(response, last, ByteBuffer.wrap(bytes, offset, length));
    }

    /** Stream of the body; closing it ends the response. */
    OutputStream stream() {
        return Sink.asOutputStream(response);
    }

    void complete() {
        callback.succeeded();
    }

    /** Closes the connection in the middle of the response. */
    void breakOff() {
        endPoint().close();
        callback.failed(new IOException("closed in the middle of the body, as the fault rules ask"));
    }

    /** Resets the connection: the client sees a TCP RST. */
    void reset() throws IOException {
        EndPoint endPoint = endPoint();
        if (endPoint.getTransport() instanceof SocketChannel channel) {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        }
        endPoint.close();
        callback.failed(new IOException("reset, as the fault rules ask"));
    }

    private EndPoint endPoint() {
        return request.getConnectionMetaData().getConnection().getEndPoint();
    }
}
