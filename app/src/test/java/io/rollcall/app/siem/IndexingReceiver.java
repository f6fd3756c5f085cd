package io.rollcall.app.siem;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A receiver of lines that indexes each of them before it closes the connection they came by. */
public final class IndexingReceiver implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ServerSocket server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final SplunkDouble index;
    private final String timeField;

    public IndexingReceiver(SplunkDouble index, String timeField) throws IOException {
        this.index = index;
        this.timeField = timeField;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::listen);
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) server.getLocalSocketAddress();
    }

    private void listen() {
        try {
            while (true) {
                Socket socket = server.accept();
                threads.execute(() -> take(socket));
            }
        } catch (IOException closed) {
            threads.shutdown();
        }
    }

    private void take(Socket socket) {
        try (socket;
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode time = JSON.readTree(line).path(timeField);
                index.index(time.isMissingNode() ? Instant.EPOCH : Instant.parse(time.asText()), line);
            }
        } catch (IOException broken) {
            // The sender sees that it was not read to its end.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }
}
