package io.rollcall.bench.peers;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Sends lines over TCP, with a connection for each call, and waits until the receiver has closed it.
 *
 * @param receiver where to
 */
record LineSender(InetSocketAddress receiver) {

    private static final int TIMEOUT_MILLIS = 60_000;

    /** @throws IOException if the receiver did not take them all */
    void send(List<String> lines) throws IOException {
        if (lines.isEmpty()) {
            return;
        }
        try (Socket socket = new Socket()) {
            socket.connect(receiver, TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            OutputStream out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
            for (String line : lines) {
                out.write(line.getBytes(StandardCharsets.UTF_8));
                out.write('\n');
            }
            out.flush();
            socket.shutdownOutput();
            if (socket.getInputStream().read() >= 0) {
                throw new IOException("the receiver " + receiver + " answered, but is expected to listen and close");
            }
        }
    }
}
