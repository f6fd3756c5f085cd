package io.rollcall.sinks.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The kernel's table of TCP connections with their states, which Linux shows in {@code /proc/net/tcp} and {@code tcp6}
 * (proc(5)). Java has no other way to learn whether a peer has acknowledged what was sent.
 */
final class TcpTable {

    /** The state of a connection, as far as it matters at its end. */
    enum State {
        /** Neither of the others. */
        OPEN,
        /** Both sides have ended, the peer after it had acknowledged everything we sent, or at the same time. */
        TIME_WAIT,
        /** The peer ended its side before we ended ours. */
        LAST_ACK
    }

    private final List<Path> tables;

    TcpTable(List<Path> tables) {
        this.tables = List.copyOf(tables);
    }

    /** The table of this machine; where the system shows none, it knows no connection. */
    static TcpTable system() {
        return new TcpTable(List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6")));
    }

    /** The state of a connection; empty if the table does not have it. */
    Optional<State> state(InetSocketAddress local, InetSocketAddress remote) {
        String localWord = word(local);
        String remoteWord = word(remote);
        for (Path table : tables) {
            Optional<State> state = find(table, localWord, remoteWord);
            if (state.isPresent()) {
                return state;
            }
        }
        return Optional.empty();
    }

    /** Looks for a line {@code  0: LOCAL:PORT REMOTE:PORT STATE …}; an IPv4 address may be the end of an IPv6 address there. */
    private static Optional<State> find(Path table, String local, String remote) {
        try (Stream<String> lines = Files.lines(table, StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> line.contains(local + " "))
                    .map(line -> line.trim().split(" +"))
                    .filter(words -> words.length > 3 && words[1].endsWith(local) && words[2].endsWith(remote))
                    .findFirst()
                    .map(words -> state(words[3]));
        } catch (IOException | UncheckedIOException unreadable) {
            return Optional.empty();
        }
    }

    private static State state(String code) {
        return switch (code) {
            case "06" -> State.TIME_WAIT;
            case "09" -> State.LAST_ACK;
            default -> State.OPEN;
        };
    }

    /** An address as the kernel writes it: 32-bit words in the machine's byte order, and the port, in hexadecimal. */
    private static String word(InetSocketAddress end) {
        InetAddress address = end.getAddress();
        ByteBuffer bytes = ByteBuffer.wrap(address.getAddress()).order(ByteOrder.nativeOrder());
        StringBuilder word = new StringBuilder();
        while (bytes.hasRemaining()) {
            word.append(String.format(Locale.ROOT, "%08X", bytes.getInt()));
        }
        return word.append(String.format(Locale.ROOT, ":%04X", end.getPort())).toString();
    }
}
