package io.rollcall.sinks.http;

import io.rollcall.engine.sink.Batch;
import io.rollcall.engine.sink.Delivery;
import io.rollcall.engine.sink.Receipt;
import io.rollcall.engine.sink.Refusal;
import io.rollcall.engine.sink.Sink;
import io.rollcall.engine.sink.SinkUnreachable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A sink that posts events in requests of bounded size. What a receiver does not take at once is halved until the event is found
 * that it does not take; that one is refused, if the receiver has shown that it takes others. Otherwise nothing is refused: then
 * it is not the events that are wrong, but the address or its configuration.
 */
public final class HttpSink implements Sink {

    /** So many refusals, and not one event taken: asking on would only be a nuisance. */
    private static final int MOST_SUSPECTS = 20;

    private final String name;
    private final Protocol protocol;
    private final Courier courier;
    private volatile boolean hasTaken;
    private volatile boolean isClosed;

    /** @param name of kind and receiver, for people */
    public HttpSink(String name, Protocol protocol, Courier courier) {
        this.name = name;
        this.protocol = protocol;
        this.courier = courier;
    }

    /** What has become of a batch. */
    private static final class Progress {
        private final List<Delivery> deliveries = new ArrayList<>();
        /** Where those deliveries are in the batch. */
        private final List<Integer> places = new ArrayList<>();

        private final List<Refusal> refused = new ArrayList<>();
        private final List<Refusal> suspects = new ArrayList<>();
        private Optional<Receipt> stopped = Optional.empty();

        Progress(Batch batch, Protocol protocol) {
            for (int i = 0; i < batch.deliveries().size(); i++) {
                Delivery delivery = batch.deliveries().get(i);
                Optional<String> refusal = protocol.refusal(delivery);
                if (refusal.isPresent()) {
                    refused.add(new Refusal(i, refusal.get()));
                } else {
                    deliveries.add(delivery);
                    places.add(i);
                }
            }
        }

        boolean goesOn() {
            return stopped.isEmpty();
        }
    }

    @Override
    public Receipt write(Batch batch) throws InterruptedException {
        if (isClosed) {
            return Receipt.tryLater(name + ": this sink has been closed");
        }
        Progress progress = new Progress(batch, protocol);
        int first = 0;
        long bytes = 0;
        for (int next = 0; next < progress.deliveries.size() && progress.goesOn(); next++) {
            long size = protocol.size(progress.deliveries.get(next));
            if (next > first && bytes + size > courier.options().maxBytes()) {
                post(first, next, progress);
                first = next;
                bytes = 0;
            }
            bytes += size;
        }
        if (progress.goesOn() && first < progress.deliveries.size()) {
            post(first, progress.deliveries.size(), progress);
        }
        return receipt(progress);
    }

    private Receipt receipt(Progress progress) {
        if (progress.stopped.isPresent()) {
            return progress.stopped.get();
        }
        if (!progress.suspects.isEmpty() && !hasTaken) {
            return Receipt.tryLater(name + ": " + progress.suspects.get(0).reason()
                    + " It has taken no event yet, so this may be about the sink's configuration rather than the event."
                    + " Check url and options");
        }
        progress.refused.addAll(progress.suspects);
        progress.refused.sort(Comparator.comparingInt(Refusal::index));
        return new Receipt.Accepted(progress.refused);
    }

    private void post(int from, int to, Progress progress) throws InterruptedException {
        try {
            List<Delivery> part = progress.deliveries.subList(from, to);
            Optional<String> tooMuch = protocol.post(courier, protocol.body(part), part)
                    .fold(
                            taken -> taken(taken, from, to, progress),
                            later -> stopped(later, progress),
                            smaller -> Optional.of(smaller.reason()));
            if (tooMuch.isPresent()) {
                halve(from, to, tooMuch.get(), progress);
            }
        } catch (IOException e) {
            progress.stopped = Optional.of(Receipt.tryLater(name + ": " + HttpTrouble.of(e)));
        }
    }

    private Optional<String> taken(Verdict.Taken taken, int from, int to, Progress progress) {
        hasTaken |= taken.refused().size() < to - from;
        taken.refused()
                .forEach(refusal -> progress.suspects.add(
                        new Refusal(progress.places.get(from + refusal.index()), refusal.reason())));
        return Optional.empty();
    }

    private Optional<String> stopped(Verdict.Later later, Progress progress) {
        progress.stopped = Optional.of(new Receipt.TryLater(name + ": " + later.reason(), later.after()));
        return Optional.empty();
    }

    private void halve(int from, int to, String reason, Progress progress) throws InterruptedException {
        if (to - from == 1) {
            progress.suspects.add(new Refusal(progress.places.get(from), reason));
            if (progress.suspects.size() >= MOST_SUSPECTS && !hasTaken) {
                progress.stopped = Optional.of(receipt(progress));
            }
            return;
        }
        int middle = (from + to) >>> 1;
        post(from, middle, progress);
        if (progress.goesOn()) {
            post(middle, to, progress);
        }
    }

    @Override
    public String promise() {
        return protocol.promise();
    }

    @Override
    public String probe() throws SinkUnreachable, InterruptedException {
        try {
            return protocol.probe(courier);
        } catch (IOException e) {
            throw new SinkUnreachable(name + ": " + HttpTrouble.of(e), e);
        }
    }

    @Override
    public void close() {
        isClosed = true;
    }
}
