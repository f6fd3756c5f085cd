package io.rollcall.sinks.spool;

import io.rollcall.engine.sink.Batch;
import io.rollcall.engine.sink.Receipt;
import io.rollcall.engine.sink.Sink;
import io.rollcall.engine.sink.SinkUnreachable;
import io.rollcall.engine.time.Clock;
import io.rollcall.sinks.file.FileTrouble;
import io.rollcall.sinks.several.Destination;
import io.rollcall.sinks.several.WhenFull;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Takes batches into the spool, from which each sink behind it is given its own at its own pace: one that is slow or down holds up no
 * other until the spool is full. Owns the sinks behind it.
 */
public final class SpoolSink implements Sink {

    private static final Duration TIME_TO_FINISH = Duration.ofSeconds(5);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private final SpoolOptions options;
    private final List<Destination> destinations;
    private final Spool spool;
    private final Clock clock;
    private final List<Forwarder> forwarders = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    private SpoolSink(SpoolOptions options, List<Destination> destinations, Spool spool, Clock clock) {
        this.options = options;
        this.destinations = destinations;
        this.spool = spool;
        this.clock = clock;
    }

    /**
     * Opens the spool and begins to forward what is in it.
     *
     * @param destinations at least one, with different names
     * @param person is told what is in a sink's way
     * @param random numbers from 0 to 1, for jitter
     * @throws SinkUnreachable if the spool cannot be used until somebody changes something on this machine
     */
    public static SpoolSink open(
            SpoolOptions options,
            List<Destination> destinations,
            Clock clock,
            Consumer<String> person,
            DoubleSupplier random)
            throws SinkUnreachable {
        Spool spool = Spool.open(
                options,
                destinations.stream().map(Destination::name).toList(),
                destinations.stream()
                        .filter(each -> each.whenFull() == WhenFull.DROP_OLDEST)
                        .map(Destination::name)
                        .collect(Collectors.toSet()));
        SpoolSink sink = new SpoolSink(options, List.copyOf(destinations), spool, clock);
        for (Destination destination : destinations) {
            Forwarder forwarder = new Forwarder(destination, spool, clock, person, random);
            Thread thread = new Thread(forwarder, "forward-" + destination.name());
            thread.setDaemon(true);
            sink.forwarders.add(forwarder);
            sink.threads.add(thread);
        }
        sink.threads.forEach(Thread::start);
        return sink;
    }

    @Override
    public Receipt write(Batch batch) throws InterruptedException {
        try {
            return spool.add(batch)
                    ? Receipt.accepted()
                    : Receipt.tryLater(
                            "the spool in " + options.path() + " is full (" + options.maxBytes() + " bytes): the sink '"
                                    + spool.slowest() + "' is behind. Mend that, or make max_bytes larger");
        } catch (ClosedByInterruptException e) {
            throw interrupted(e);
        } catch (IOException e) {
            return Receipt.tryLater(
                    FileTrouble.of("cannot spool", options.path().resolve("spool"), e));
        }
    }

    private static InterruptedException interrupted(ClosedByInterruptException cause) {
        InterruptedException interrupted = new InterruptedException("stopped while writing to the spool");
        interrupted.initCause(cause);
        return interrupted;
    }

    /** How far each sink has got. */
    public List<Progress> progress() {
        return forwarders.stream().map(Forwarder::progress).toList();
    }

    /**
     * Waits until all sinks have accepted everything in the spool.
     *
     * @return those that have not within the time
     */
    public List<Progress> drain(Duration patience) throws InterruptedException {
        Instant latest = clock.steady().plus(patience);
        List<Progress> behind = behind();
        while (!behind.isEmpty() && clock.steady().isBefore(latest)) {
            clock.sleep(LOOK_AGAIN);
            behind = behind();
        }
        return behind;
    }

    private List<Progress> behind() {
        return progress().stream().filter(each -> each.behindBytes() > 0).toList();
    }

    @Override
    public String promise() {
        return "in the spool on this machine's disk, from where it is sent to " + Destination.promises(destinations);
    }

    @Override
    public String probe() throws SinkUnreachable, InterruptedException {
        return Destination.probe(destinations);
    }

    private boolean isAtWork() {
        return IntStream.range(0, threads.size())
                .anyMatch(i -> threads.get(i).isAlive() && !forwarders.get(i).isPausing());
    }

    /** Lets a delivery under way come to its end for a few seconds; what is then unknown is sent again the next time. */
    @Override
    public void close() {
        spool.letGo();
        try {
            Instant latest = clock.steady().plus(TIME_TO_FINISH);
            while (isAtWork() && clock.steady().isBefore(latest)) {
                clock.sleep(LOOK_AGAIN);
            }
            for (Thread thread : threads) {
                thread.interrupt();
                thread.join();
            }
        } catch (InterruptedException e) {
            threads.forEach(Thread::interrupt);
            Thread.currentThread().interrupt();
        }
        destinations.forEach(each -> each.sink().close());
        spool.close();
    }
}
