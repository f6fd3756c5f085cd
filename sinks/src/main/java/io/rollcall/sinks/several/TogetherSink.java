package io.rollcall.sinks.several;

import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.sink.Batch;
import io.rollcall.engine.sink.Receipt;
import io.rollcall.engine.sink.Sink;
import io.rollcall.engine.sink.SinkUnreachable;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Writes each batch to several sinks, one after the other, and gives a receipt when all have theirs. A batch that is written again
 * goes only to those that have not accepted it; who has is remembered in memory, so that after a crash the batch may be repeated to them. Owns
 * the sinks.
 */
public final class TogetherSink implements Sink {

    private final List<Destination> destinations;

    /** The batch each stream is at, as long as some sink lacks it. */
    private final Map<StreamId, Round> rounds = new ConcurrentHashMap<>();

    /** @param destinations at least one, with different names */
    public TogetherSink(List<Destination> destinations) {
        this.destinations = List.copyOf(destinations);
    }

    @Override
    public Receipt write(Batch batch) throws InterruptedException {
        StreamId stream = batch.deliveries().get(0).stream();
        Round round = rounds.compute(
                stream, (unused, last) -> last != null && last.isOf(batch) ? last : new Round(batch, destinations));
        List<Receipt.TryLater> refusals = round.attempt();
        if (refusals.isEmpty()) {
            rounds.remove(stream, round);
            return Receipt.accepted();
        }
        return new Receipt.TryLater(
                refusals.stream().map(Receipt.TryLater::reason).collect(Collectors.joining("; ")), wait(refusals));
    }

    /** Until all of them may be asked again; empty if none has said when. */
    private static Optional<Duration> wait(List<Receipt.TryLater> refusals) {
        return refusals.stream().flatMap(each -> each.after().stream()).max(Comparator.naturalOrder());
    }

    @Override
    public String promise() {
        return "all of them have it: " + Destination.promises(destinations);
    }

    @Override
    public String probe() throws SinkUnreachable, InterruptedException {
        return Destination.probe(destinations);
    }

    @Override
    public void close() {
        destinations.forEach(each -> each.sink().close());
    }
}
