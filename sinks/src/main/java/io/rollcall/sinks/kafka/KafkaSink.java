package io.rollcall.sinks.kafka;

import io.rollcall.engine.sink.Batch;
import io.rollcall.engine.sink.Receipt;
import io.rollcall.engine.sink.Refusal;
import io.rollcall.engine.sink.Sink;
import io.rollcall.engine.sink.SinkUnreachable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;

/**
 * Records in a topic. A record the brokers refuse for good is a dead letter, provided that they have taken others; those that
 * were only sent along with it are sent again without it.
 */
public final class KafkaSink implements Sink {

    private final KafkaOptions options;
    private final String name;
    private final Producers producers;
    private volatile boolean hasTaken;
    private volatile boolean isClosed;

    private KafkaSink(KafkaOptions options, String name, Producers producers) {
        this.options = options;
        this.name = name;
        this.producers = producers;
    }

    /**
     * Opens the sink. It connects when the first batch is written.
     *
     * @throws SinkUnreachable if certificates or keys cannot be read
     */
    public static Sink open(KafkaOptions options) throws SinkUnreachable {
        String name = "kafka " + options.topic() + " at "
                + options.brokers().stream().map(Object::toString).collect(Collectors.joining(","));
        try {
            return new KafkaSink(options, name, new Producers(options));
        } catch (IOException e) {
            throw new SinkUnreachable(name + ": cannot read the certificates: " + e.getMessage(), e);
        }
    }

    @Override
    public Receipt write(Batch batch) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted before writing to " + name);
        }
        if (isClosed) {
            return Receipt.tryLater(name + ": this sink has been closed");
        }
        try {
            return write(batch, producers.producer());
        } catch (InterruptException e) {
            throw interrupted(e);
        } catch (KafkaException | IllegalStateException e) {
            return Receipt.tryLater(name + ": " + KafkaTrouble.of(e.getCause() == null ? e : e.getCause()));
        }
    }

    private Receipt write(Batch batch, KafkaProducer<byte[], byte[]> producer) throws InterruptedException {
        List<Refusal> refused = new ArrayList<>();
        List<Integer> left =
                IntStream.range(0, batch.deliveries().size()).boxed().toList();
        while (!left.isEmpty()) {
            Round round = Round.of(batch.deliveries(), left, producer, options);
            hasTaken |= round.taken() > 0;
            refused.addAll(round.refused());
            left = round.others();
            if (!left.isEmpty() && !round.isHeldUpByRefused()) {
                Throwable failure = round.failure();
                if (!(failure instanceof RetriableException)) {
                    producers.replace(producer);
                }
                return Receipt.tryLater(name + ": " + KafkaTrouble.of(failure));
            }
        }
        return receipt(refused);
    }

    private Receipt receipt(List<Refusal> refused) {
        if (!refused.isEmpty() && !hasTaken) {
            return Receipt.tryLater(
                    name + ": " + refused.get(0).reason() + ". It has taken no event yet, so this may be about"
                            + " the topic's configuration rather than the event. Check both");
        }
        refused.sort(Comparator.comparingInt(Refusal::index));
        return new Receipt.Accepted(refused);
    }

    private InterruptedException interrupted(InterruptException cause) {
        boolean unused = Thread.interrupted();
        InterruptedException exception = new InterruptedException("interrupted while writing to " + name);
        exception.initCause(cause);
        return exception;
    }

    @Override
    public String promise() {
        return "accepted means all brokers that keep the topic in sync have the record (acks=all), in memory unless the topic says"
                + " flush: a topic with one replica loses what is in memory if its machine dies; after a crash of Rollcall the"
                + " pages in flight may be repeated";
    }

    @Override
    public String probe() throws SinkUnreachable, InterruptedException {
        try {
            int partitions = producers.producer().partitionsFor(options.topic()).size();
            return name + " has " + partitions + (partitions == 1 ? " partition" : " partitions");
        } catch (InterruptException e) {
            throw interrupted(e);
        } catch (KafkaException | IllegalStateException e) {
            throw new SinkUnreachable(name + ": " + KafkaTrouble.of(e.getCause() == null ? e : e.getCause()), e);
        }
    }

    @Override
    public void close() {
        isClosed = true;
        producers.close();
    }
}
