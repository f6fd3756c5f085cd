package io.rollcall.verify.crash;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Reads one connection after the other to its end, adds what came to a file, and closes the connection.
 *
 * @param server remains the caller's; when it is closed this ends
 */
record FileReceiver(ServerSocket server, Path file) {

    void start() {
        Thread thread = new Thread(this::receive, "receiver");
        thread.setDaemon(true);
        thread.start();
    }

    private void receive() {
        while (!server.isClosed()) {
            try (Socket connection = server.accept()) {
                byte[] lines = connection.getInputStream().readAllBytes();
                Files.write(file, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException e) {
                return;
            }
        }
    }
}
