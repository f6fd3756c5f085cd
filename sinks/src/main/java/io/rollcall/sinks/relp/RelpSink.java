package io.rollcall.sinks.relp;

import io.rollcall.engine.sink.Batch;
import io.rollcall.engine.sink.Delivery;
import io.rollcall.engine.sink.Receipt;
import io.rollcall.engine.sink.Refusal;
import io.rollcall.engine.sink.Sink;
import io.rollcall.engine.sink.SinkUnreachable;
import io.rollcall.sinks.message.MessageEncoder;
import io.rollcall.sinks.net.Resolver;
import io.rollcall.sinks.stream.Connector;
import io.rollcall.sinks.stream.LengthLimit;
import io.rollcall.sinks.stream.StreamTrouble;
import io.rollcall.sinks.tls.Connectors;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Messages to a receiver that answers for each of them. One it answers for with an error is sent once more; if it still will not
 * have it, it is refused, provided that the receiver has taken others.
 */
public final class RelpSink implements Sink {

    private final String name;
    private final String promise;
    private final MessageEncoder encoder;
    private final LengthLimit limit;
    private final Sessions sessions;
    private volatile boolean hasTaken;
    private volatile boolean isClosed;

    private RelpSink(RelpOptions options, Connector connector, String hostname) {
        this.name = "relp " + options.address();
        this.promise = options.promise();
        this.encoder = new MessageEncoder(options.message(), hostname);
        this.limit = new LengthLimit(encoder::size, options.maxBytes());
        this.sessions = new Sessions(connector, options.timeouts());
    }

    /**
     * Opens the sink. It connects when the first batch is written.
     *
     * @param hostname the name of this machine, for syslog headers
     * @throws SinkUnreachable if certificates or keys cannot be read
     */
    public static Sink open(RelpOptions options, Resolver resolver, String hostname) throws SinkUnreachable {
        Connector connector = Connectors.to(
                options.address(), options.tls(), resolver, options.timeouts(), false, "relp " + options.address());
        return new RelpSink(options, connector, hostname);
    }

    @Override
    public Receipt write(Batch batch) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted before writing to " + name);
        }
        if (isClosed) {
            return Receipt.tryLater(name + ": this sink has been closed");
        }
        List<Refusal> refusals = new ArrayList<>(limit.refusals(batch));
        Set<Integer> tooLong = refusals.stream().map(Refusal::index).collect(Collectors.toCollection(HashSet::new));
        List<Integer> indices = IntStream.range(0, batch.deliveries().size())
                .filter(index -> !tooLong.contains(index))
                .boxed()
                .toList();
        try {
            List<Refusal> suspects =
                    indices.isEmpty() ? List.of() : sessions.use(session -> deliver(batch, indices, session));
            if (!suspects.isEmpty() && !hasTaken) {
                return Receipt.tryLater(
                        name + ": " + suspects.get(0).reason() + ". It has taken no message yet, so this may"
                                + " be about its configuration rather than the event. Check the receiver's log");
            }
            refusals.addAll(suspects);
        } catch (IOException e) {
            return Receipt.tryLater(name + ": " + StreamTrouble.of(e));
        }
        refusals.sort(Comparator.comparingInt(Refusal::index));
        return new Receipt.Accepted(refusals);
    }

    private List<Refusal> deliver(Batch batch, List<Integer> indices, RelpSession session)
            throws IOException, InterruptedException {
        List<Refusal> once = refused(batch, indices, session);
        hasTaken |= once.size() < indices.size();
        if (once.isEmpty()) {
            return once;
        }
        List<Integer> again = once.stream().map(Refusal::index).toList();
        List<Refusal> twice = refused(batch, again, session);
        hasTaken |= twice.size() < again.size();
        return twice;
    }

    private List<Refusal> refused(Batch batch, List<Integer> indices, RelpSession session)
            throws IOException, InterruptedException {
        List<Delivery> deliveries = batch.deliveries();
        List<@Nullable String> complaints = session.send(indices.stream()
                .map(index -> encoder.encode(deliveries.get(index)))
                .toList());
        List<Refusal> refused = new ArrayList<>();
        for (int i = 0; i < complaints.size(); i++) {
            String complaint = complaints.get(i);
            if (complaint != null) {
                refused.add(new Refusal(indices.get(i), "the receiver answered '" + complaint + "'"));
            }
        }
        return refused;
    }

    @Override
    public String promise() {
        return promise;
    }

    @Override
    public String probe() throws SinkUnreachable, InterruptedException {
        try {
            return sessions.use(session -> name + " has opened a session and takes messages");
        } catch (IOException e) {
            throw new SinkUnreachable(name + ": " + StreamTrouble.of(e), e);
        }
    }

    @Override
    public void close() {
        isClosed = true;
        sessions.close();
    }
}
