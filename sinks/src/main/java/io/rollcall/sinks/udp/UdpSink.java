package io.rollcall.sinks.udp;

import io.rollcall.engine.sink.Batch;
import io.rollcall.engine.sink.Receipt;
import io.rollcall.engine.sink.Refusal;
import io.rollcall.engine.sink.Sink;
import io.rollcall.engine.sink.SinkUnreachable;
import io.rollcall.sinks.message.MessageEncoder;
import io.rollcall.sinks.net.Resolver;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;

/** A datagram for each event (RFC 5426), to the first address the receiver's name has. */
public final class UdpSink implements Sink {

    private final UdpOptions options;
    private final Resolver resolver;
    private final MessageEncoder encoder;
    private volatile boolean isClosed;

    /** @param hostname the name of this machine, for syslog headers */
    public UdpSink(UdpOptions options, Resolver resolver, String hostname) {
        this.options = options;
        this.resolver = resolver;
        this.encoder = new MessageEncoder(options.message(), hostname);
    }

    @Override
    public Receipt write(Batch batch) throws InterruptedException {
        if (isClosed) {
            return Receipt.tryLater(name() + ": this sink has been closed");
        }
        try (DatagramChannel channel = connect()) {
            List<Refusal> refusals = new ArrayList<>();
            for (int i = 0; i < batch.deliveries().size(); i++) {
                stopIfInterrupted();
                byte[] message = encoder.encode(batch.deliveries().get(i));
                if (message.length > options.maxBytes()) {
                    refusals.add(new Refusal(i, tooLong(message.length)));
                } else {
                    channel.write(ByteBuffer.wrap(message));
                }
            }
            requireNoRejection(channel);
            return new Receipt.Accepted(refusals);
        } catch (IOException e) {
            return Receipt.tryLater(name() + ": " + trouble(e));
        }
    }

    private DatagramChannel connect() throws IOException {
        InetSocketAddress receiver = new InetSocketAddress(
                resolver.resolve(options.address().host()).get(0),
                options.address().port());
        DatagramChannel channel = DatagramChannel.open();
        try {
            return channel.connect(receiver);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Throws if the receiver's machine has already answered that nobody listens. Silence says nothing. */
    private static void requireNoRejection(DatagramChannel channel) throws IOException {
        channel.configureBlocking(false);
        int ignored = channel.read(ByteBuffer.allocate(1));
    }

    private void stopIfInterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted while sending to " + name());
        }
    }

    private String tooLong(int bytes) {
        return "the message has " + bytes + " bytes, and max_bytes of this sink is " + options.maxBytes()
                + ". Raise it if the receiver takes more, or use tcp or tls";
    }

    private static String trouble(IOException cause) {
        if (cause instanceof PortUnreachableException) {
            return "the receiver's machine says nobody listens on this port. Check that the receiver is running";
        }
        if (cause instanceof UnknownHostException) {
            return "the name has no address. Check its spelling, and the DNS of this machine";
        }
        return "cannot send: " + cause.getMessage()
                + ". Check the network of this machine, and max_bytes if messages are long";
    }

    private String name() {
        return "udp " + options.address();
    }

    @Override
    public String promise() {
        return UdpOptions.PROMISE;
    }

    @Override
    public String probe() throws SinkUnreachable {
        try (DatagramChannel channel = connect()) {
            return name() + " has the address " + channel.getRemoteAddress()
                    + "; whether anybody listens cannot be known, and what is sent may get lost";
        } catch (IOException e) {
            throw new SinkUnreachable(name() + ": " + trouble(e), e);
        }
    }

    @Override
    public void close() {
        isClosed = true;
    }
}
