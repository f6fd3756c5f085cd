package io.rollcall.sources;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/** A server that answers the first request of each connection, and drops the connection at the second. */
final class ForgetfulServer implements AutoCloseable {

    private static final String ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 13\r\n\r\n{\"events\":[]}";

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final AtomicLong requests = new AtomicLong();

    ForgetfulServer() throws IOException {
        Thread acceptor = new Thread(this::accept, "forgetful-server");
        acceptor.setDaemon(true);
        acceptor.start();
    }

    String base() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    long requests() {
        return requests.get();
    }

    private void accept() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                serve(socket);
            } catch (IOException gone) {
                // The client has left, or this server is being closed: the next one, or none.
            }
        }
    }

    private void serve(Socket socket) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        if (hasRequest(in)) {
            socket.getOutputStream().write(ANSWER.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            boolean unused = hasRequest(in);
        }
    }

    /** Reads a request without a body to its end; false if the client closes the connection instead. */
    private boolean hasRequest(BufferedReader in) throws IOException {
        String line = in.readLine();
        if (line == null) {
            return false;
        }
        while (line != null && !line.isEmpty()) {
            line = in.readLine();
        }
        requests.incrementAndGet();
        return true;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
