package io.rollcall.bench.sinks;

import io.rollcall.options.HostPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A receiver on the loopback address that keeps what one connection brings. */
final class Recorder {

    private Recorder() {}

    /** Writes to a receiver, over one connection, and ends it. */
    @FunctionalInterface
    interface Writing {
        void to(HostPort receiver) throws Exception;
    }

    static byte[] record(Writing writing) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<byte[]> heard = CompletableFuture.supplyAsync(() -> hear(server));
            writing.to(new HostPort(server.getInetAddress().getHostAddress(), server.getLocalPort()));
            return heard.get();
        }
    }

    private static byte[] hear(ServerSocket server) {
        try (Socket connection = server.accept()) {
            return connection.getInputStream().readAllBytes();
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }
}
