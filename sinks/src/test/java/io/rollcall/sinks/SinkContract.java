package io.rollcall.sinks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.engine.sink.Batch;
import io.rollcall.engine.sink.Delivery.Kind;
import io.rollcall.engine.sink.Receipt;
import io.rollcall.engine.sink.Sink;
import io.rollcall.engine.sink.SinkUnreachable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What every sink does, whatever its protocol. */
@Timeout(60)
public abstract class SinkContract {

    /** The other side of a sink. Running when it is made. */
    public interface Receiver extends AutoCloseable {

        /** A sink that delivers to this receiver, with time limits fit for tests. */
        Sink sink() throws Exception;

        /** The JSON texts that arrived whole, in order of arrival within each connection. */
        List<String> received() throws Exception;

        /** Makes it unreachable. */
        void stop() throws Exception;

        /** Makes it die after so many bytes more. */
        void stopAfter(long bytes) throws Exception;

        /** Makes it reachable again, at the same place. */
        void start() throws Exception;

        @Override
        void close() throws java.io.IOException;

        /** What a message must contain so that the user knows which receiver it is about. */
        String name();
    }

    private static final int HUGE_BYTES = 5 << 20;

    @TempDir
    protected Path directory;

    protected Receiver receiver;
    protected Sink sink;

    /** What has been opened, the last first; nothing if the program of the receiver is not installed. */
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    protected abstract Receiver receiver() throws Exception;

    /** How many batches each of the concurrent writers writes. */
    protected int concurrentBatches() {
        return 25;
    }

    /** Whether a receipt tells that nobody was there; a datagram's sender learns that by luck, if at all. */
    protected boolean noticesAbsence() {
        return true;
    }

    /** How many events of 1 KB the batch has during which the receiver dies. */
    protected int eventsAtDeath() {
        return 1000;
    }

    /** Whether trouble can be found out without writing. */
    protected boolean canProbe() {
        return true;
    }

    @BeforeEach
    void open() throws Exception {
        receiver = receiver();
        open.push(receiver);
        sink = receiver.sink();
        open.push(sink);
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    @Test
    void eventsRevisionsAndNoticesArriveOnceInOrderByteForByte() throws Exception {
        Batch first = Deliveries.batch(
                Deliveries.event("{\"id\":1,\"a\":\"plain\"}"),
                Deliveries.event("{\"id\":2,\"a\":\"ünï€😀\\u0000\\n\\\"\\\\]\u2028\u0085\"}"),
                Deliveries.of(Kind.REVISION, "{\"id\":1,\"n\":1.50e+03, \"t\":\t[ ]}"));
        Batch second = Deliveries.batch(
                Deliveries.of(Kind.NOTICE, "{\"rollcall\":{\"notice\":\"drift_exceeded\"}}"), Deliveries.event("{}"));

        assertThat(sink.write(first)).isEqualTo(Receipt.accepted());
        assertThat(sink.write(second)).isEqualTo(Receipt.accepted());

        List<String> sent = new ArrayList<>(Deliveries.bodies(first));
        sent.addAll(Deliveries.bodies(second));
        Eventually.until("all have arrived", () -> receiver.received().size() >= sent.size());
        assertThat(receiver.received()).isEqualTo(sent);
    }

    @Test
    protected void aHugeEventArrives() throws Exception {
        Batch huge = Deliveries.numbered("huge", 0, 1, HUGE_BYTES);
        assertThat(sink.write(huge)).isEqualTo(Receipt.accepted());
        Eventually.until("it has arrived", () -> receiver.received().equals(Deliveries.bodies(huge)));
    }

    @Test
    void concurrentWritersDoNotInterleave() throws Exception {
        int writers = 4;
        int perBatch = 10;
        ExecutorService pool = Executors.newFixedThreadPool(writers);
        List<Callable<Boolean>> tasks = new ArrayList<>();
        List<String> sent = new ArrayList<>();
        for (int writer = 0; writer < writers; writer++) {
            List<Batch> batches = new ArrayList<>();
            for (int i = 0; i < concurrentBatches(); i++) {
                batches.add(Deliveries.numbered("w" + writer, i * perBatch, perBatch, 20));
                sent.addAll(Deliveries.bodies(batches.get(i)));
            }
            tasks.add(() -> {
                for (Batch batch : batches) {
                    assertThat(sink.write(batch)).isEqualTo(Receipt.accepted());
                }
                return true;
            });
        }
        for (Future<Boolean> done : pool.invokeAll(tasks)) {
            assertThat(done.get()).isTrue();
        }
        pool.shutdown();
        Eventually.until("all have arrived", () -> receiver.received().size() >= sent.size());
        assertThat(receiver.received()).containsExactlyInAnyOrderElementsOf(sent);
    }

    @Test
    void anUnreachableReceiverIsNamedWithTheCauseAndWhatToCheck() throws Exception {
        receiver.stop();
        long start = System.nanoTime();
        Receipt receipt = sink.write(Deliveries.numbered("w", 0, 3, 10));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        if (noticesAbsence() || receipt instanceof Receipt.TryLater) {
            assertThat(reason(receipt)).contains(receiver.name()).containsAnyOf("Check", "Free");
        }
        if (canProbe()) {
            assertThatThrownBy(sink::probe)
                    .isInstanceOf(SinkUnreachable.class)
                    .hasMessageContaining(receiver.name())
                    .hasMessageContaining("Check");
        }
    }

    @Test
    void aReceiverThatReturnsGetsTheBatchWrittenAgain() throws Exception {
        Batch batch = Deliveries.numbered("w", 0, 3, 10);
        receiver.stop();
        Receipt receipt = sink.write(batch);
        assertThat(receipt instanceof Receipt.TryLater || !noticesAbsence()).isTrue();
        receiver.start();
        assertThat(sink.write(batch)).isEqualTo(Receipt.accepted());
        Eventually.until("it has arrived", () -> receiver.received().equals(Deliveries.bodies(batch)));
    }

    @Test
    protected void aBatchDuringWhichTheReceiverDiesIsNotAccepted() throws Exception {
        Batch before = Deliveries.numbered("before", 0, 2, 10);
        assertThat(sink.write(before)).isEqualTo(Receipt.accepted());
        Eventually.until("the first has arrived", () -> receiver.received().size() == 2);
        Batch batch = Deliveries.numbered("w", 0, eventsAtDeath(), 1000);
        receiver.stopAfter(500_000);

        assertThat(reason(sink.write(batch))).contains(receiver.name());

        receiver.start();
        assertThat(sink.write(batch)).isEqualTo(Receipt.accepted());
        Eventually.until(
                "all have arrived", () -> new HashSet<>(receiver.received()).containsAll(Deliveries.bodies(batch)));
        Set<String> possible = new HashSet<>(Deliveries.bodies(before));
        possible.addAll(Deliveries.bodies(batch));
        assertThat(possible.containsAll(receiver.received()))
                .as("nothing else arrives")
                .isTrue();
    }

    @Test
    void aProbeWritesNothing() throws Exception {
        assertThat(sink.probe()).isNotBlank();
        Batch batch = Deliveries.numbered("w", 0, 1, 10);
        assertThat(sink.write(batch)).isEqualTo(Receipt.accepted());
        Eventually.until("it has arrived", () -> !receiver.received().isEmpty());
        assertThat(receiver.received()).isEqualTo(Deliveries.bodies(batch));
    }

    @Test
    void closingTwiceIsClosingOnceAndNothingIsAcceptedAfterIt() throws Exception {
        sink.close();
        sink.close();
        assertThat(reason(sink.write(Deliveries.numbered("w", 0, 1, 10)))).contains("closed");
    }

    @Test
    void anInterruptedThreadStopsAndTheSinkGoesOn() throws Exception {
        ExecutorService other = Executors.newSingleThreadExecutor();
        Future<?> interrupted = other.submit(() -> {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> sink.write(Deliveries.numbered("w", 0, 3, 10)))
                    .isInstanceOf(InterruptedException.class);
        });
        interrupted.get(10, TimeUnit.SECONDS);
        other.shutdown();
        Batch batch = Deliveries.numbered("next", 0, 3, 10);
        assertThat(sink.write(batch)).isEqualTo(Receipt.accepted());
        Eventually.until("it has arrived", () -> receiver.received().containsAll(Deliveries.bodies(batch)));
    }

    @Test
    void thePromiseSaysWhatAcceptedMeans() {
        assertThat(sink.promise()).startsWith("accepted means ");
    }

    /** The reason of a receipt that must be {@link Receipt.TryLater}. */
    protected static String reason(Receipt receipt) {
        assertThat(receipt).isInstanceOf(Receipt.TryLater.class);
        return ((Receipt.TryLater) receipt).reason();
    }
}
