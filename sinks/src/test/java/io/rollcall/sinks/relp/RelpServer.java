package io.rollcall.sinks.relp;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A RELP receiver that takes commands strictly and answers them as a test wants. */
final class RelpServer implements AutoCloseable {

    static final String OFFERS = "200 OK\nrelp_version=0\nrelp_software=test\ncommands=syslog";

    /** A command of a client. */
    record Command(int number, String name, String data) {

        /** An answer to it. */
        String answer(String data) {
            return number + " rsp " + data.getBytes(StandardCharsets.UTF_8).length + " " + data + "\n";
        }
    }

    /** What is answered to the commands of one connection. */
    interface Script {
        /** Bytes to be sent now; empty for none. */
        String answer(Command command) throws IOException;
    }

    private final ServerSocket server;
    private final Script script;
    private final List<Command> commands = new ArrayList<>();

    RelpServer(Script script) throws IOException {
        this.script = script;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread acceptor = new Thread(this::accept);
        acceptor.setDaemon(true);
        acceptor.start();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread thread = new Thread(() -> serve(socket));
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            while (true) {
                Command command = read(in);
                synchronized (this) {
                    commands.add(command);
                }
                String answer = command.name().equals("open") || command.name().equals("close")
                        ? command.answer(command.name().equals("open") ? OFFERS : "")
                        : script.answer(command);
                out.write(answer.getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException ended) {
            // The client, or the script, has ended the connection.
        }
    }

    private static Command read(InputStream in) throws IOException {
        int number = Integer.parseInt(word(in));
        String name = word(in);
        int length = 0;
        int read = in.read();
        for (; read >= '0' && read <= '9'; read = in.read()) {
            length = length * 10 + read - '0';
        }
        require(length == 0 || read == ' ');
        byte[] data = in.readNBytes(length);
        require(data.length == length && ((length == 0 && read == '\n') || in.read() == '\n'));
        return new Command(number, name, new String(data, StandardCharsets.UTF_8));
    }

    private static String word(InputStream in) throws IOException {
        ByteArrayOutputStream word = new ByteArrayOutputStream();
        for (int read = in.read(); read != ' '; read = in.read()) {
            if (read < 0) {
                throw new EOFException("the client has ended the connection");
            }
            word.write(read);
        }
        return word.toString(StandardCharsets.US_ASCII);
    }

    private static void require(boolean isRelp) {
        if (!isRelp) {
            throw new IllegalStateException("what came is no RELP");
        }
    }

    int port() {
        return server.getLocalPort();
    }

    /** The data of the messages that came, whatever was answered. */
    synchronized List<String> messages() {
        return commands.stream()
                .filter(command -> command.name().equals("syslog"))
                .map(Command::data)
                .toList();
    }

    synchronized long opened() {
        return commands.stream()
                .filter(command -> command.name().equals("open"))
                .count();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
