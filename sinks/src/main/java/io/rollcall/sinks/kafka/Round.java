package io.rollcall.sinks.kafka;

import io.rollcall.engine.sink.Delivery;
import io.rollcall.engine.sink.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** Records sent together, and what became of each. */
final class Round {

    private final List<Delivery> deliveries;
    private final KafkaOptions options;
    private final List<Refusal> refused = new ArrayList<>();
    private final List<Integer> others = new ArrayList<>();
    private int taken;
    private boolean isHeldUpByRefused = true;
    private @Nullable Throwable failure;

    private Round(List<Delivery> deliveries, KafkaOptions options) {
        this.deliveries = deliveries;
        this.options = options;
    }

    /**
     * Sends some of the deliveries and waits for the brokers' word on each, which comes within the timeout. When one fails at once for
     * want of brokers, those after it are not sent.
     */
    static Round of(
            List<Delivery> deliveries,
            List<Integer> indices,
            KafkaProducer<byte[], byte[]> producer,
            KafkaOptions options)
            throws InterruptedException {
        Round round = new Round(deliveries, options);
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (int index : indices) {
            Future<RecordMetadata> future = producer.send(Records.of(deliveries.get(index), options));
            sent.add(future);
            if (future.isDone() && !isLate(future, deliveries.get(index), options)) {
                break;
            }
        }
        for (int i = 0; i < sent.size(); i++) {
            round.settle(indices.get(i), failure(sent.get(i)));
        }
        round.others.addAll(indices.subList(sent.size(), indices.size()));
        return round;
    }

    /** Whether a future that is done says nothing about those to come. */
    private static boolean isLate(Future<RecordMetadata> done, Delivery delivery, KafkaOptions options)
            throws InterruptedException {
        Throwable failure = failure(done);
        return failure == null
                || KafkaTrouble.refusal(failure, delivery, options).isPresent();
    }

    private static @Nullable Throwable failure(Future<RecordMetadata> future) throws InterruptedException {
        try {
            RecordMetadata unused = future.get();
            return null;
        } catch (ExecutionException e) {
            return e.getCause() == null ? e : e.getCause();
        }
    }

    private void settle(int index, @Nullable Throwable failure) {
        if (failure == null) {
            taken++;
            return;
        }
        Optional<String> refusal = KafkaTrouble.refusal(failure, deliveries.get(index), options);
        if (refusal.isPresent()) {
            refused.add(new Refusal(index, refusal.get()));
        } else {
            others.add(index);
            if (failure.getClass() != KafkaException.class) {
                isHeldUpByRefused = false;
                this.failure = failure;
            } else if (this.failure == null) {
                this.failure = failure;
            }
        }
    }

    int taken() {
        return taken;
    }

    /** Those that will never be taken. */
    List<Refusal> refused() {
        return refused;
    }

    /** The places of those that were neither taken nor refused. */
    List<Integer> others() {
        return others;
    }

    /**
     * Whether the others were only not taken because one that was refused travelled with them: the brokers take all records of a request
     * or none, and the library tells the innocent by an exception of no type of its own.
     */
    boolean isHeldUpByRefused() {
        return isHeldUpByRefused && !refused.isEmpty();
    }

    /** What happened to one of the others. */
    Throwable failure() {
        return failure == null ? new KafkaException("not sent") : failure;
    }
}
