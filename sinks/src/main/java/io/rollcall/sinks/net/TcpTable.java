package io.rollcall.sinks.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The kernel's table of TCP connections, which Linux shows in {@code /proc/net/tcp} and {@code tcp6} (proc(5)). Java has no
 * other way to learn whether a peer has acknowledged what was sent. A connection the peer has reset is not in it. One look
 * takes the kernel some milliseconds on a machine with much memory. Thread-safe.
 */
public final class TcpTable {

    private final Path ipv4;
    private final Path ipv6;
    private volatile boolean hasShownConnections;

    TcpTable(Path ipv4, Path ipv6) {
        this.ipv4 = ipv4;
        this.ipv6 = ipv6;
    }

    /** The table of this machine; where the system shows none, it knows no connection. */
    public static TcpTable system() {
        return new TcpTable(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));
    }

    /** Whether the table shows connections at all, tried with one that is open. */
    boolean shows(InetSocketAddress local, InetSocketAddress remote) {
        if (!hasShownConnections) {
            hasShownConnections = unacknowledged(local, remote).isPresent();
        }
        return hasShownConnections;
    }

    /**
     * How much of what we sent on a connection, counting our end as one byte, the peer has not acknowledged yet.
     *
     * @return empty if the table does not have the connection
     */
    OptionalLong unacknowledged(InetSocketAddress local, InetSocketAddress remote) {
        return find(local.getAddress() instanceof Inet4Address ? ipv4 : ipv6, word(local), word(remote));
    }

    /** Looks for a line {@code 0: LOCAL:PORT REMOTE:PORT STATE SEND_QUEUE:RECEIVE_QUEUE …}. */
    private static OptionalLong find(Path table, String local, String remote) {
        try (Stream<String> lines = Files.lines(table, StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> line.contains(local + " "))
                    .map(line -> line.trim().split(" +"))
                    .filter(words -> words.length > 4 && words[1].equals(local) && words[2].equals(remote))
                    .mapToLong(words -> Long.parseLong(words[4].substring(0, words[4].indexOf(':')), 16))
                    .findFirst();
        } catch (IOException | UncheckedIOException unreadable) {
            return OptionalLong.empty();
        }
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
