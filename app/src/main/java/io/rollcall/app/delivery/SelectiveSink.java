package io.rollcall.app.delivery;

import io.rollcall.engine.sink.Batch;
import io.rollcall.engine.sink.Delivery;
import io.rollcall.engine.sink.ForwardingSink;
import io.rollcall.engine.sink.Receipt;
import io.rollcall.engine.sink.Refusal;
import io.rollcall.engine.sink.Sink;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** A sink that is given some deliveries only; the others count as accepted, since nobody wants them. */
public final class SelectiveSink extends ForwardingSink {

    private final Predicate<Delivery> wanted;

    public SelectiveSink(Sink sink, Predicate<Delivery> wanted) {
        super(sink);
        this.wanted = wanted;
    }

    @Override
    public Receipt write(Batch batch) throws InterruptedException {
        List<Integer> places = IntStream.range(0, batch.deliveries().size())
                .filter(i -> wanted.test(batch.deliveries().get(i)))
                .boxed()
                .toList();
        if (places.isEmpty()) {
            return Receipt.accepted();
        }
        Batch part = new Batch(
                places.stream().map(place -> batch.deliveries().get(place)).toList());
        return super.write(part).fold(accepted -> inTheWhole(accepted, places), later -> later);
    }

    private static Receipt inTheWhole(Receipt.Accepted accepted, List<Integer> places) {
        return new Receipt.Accepted(accepted.refused().stream()
                .map(refusal -> new Refusal(places.get(refusal.index()), refusal.reason()))
                .toList());
    }
}
