package io.rollcall.sinks.several;

import io.rollcall.engine.sink.Batch;
import io.rollcall.engine.sink.Receipt;
import java.util.ArrayList;
import java.util.List;

/** A batch on its way to all sinks. Used by the thread of its stream. */
final class Round {

    private final Batch batch;
    private final List<Handover> handovers;

    Round(Batch batch, List<Destination> destinations) {
        this.batch = batch;
        this.handovers =
                destinations.stream().map(each -> new Handover(each, batch)).toList();
    }

    /** Whether this is about the very same batch, not only an equal one. */
    @SuppressWarnings("ReferenceEquality")
    boolean isOf(Batch other) {
        return batch == other;
    }

    /** Writes it to each sink that lacks it; the answers of those that still do. */
    List<Receipt.TryLater> attempt() throws InterruptedException {
        List<Receipt.TryLater> refusals = new ArrayList<>();
        for (Handover handover : handovers) {
            handover.attempt().ifPresent(refusals::add);
        }
        return refusals;
    }
}
