package io.rollcall.sinks.several;

import io.rollcall.engine.sink.Batch;
import io.rollcall.engine.sink.DeadLetters.Letter;
import io.rollcall.engine.sink.Delivery;
import io.rollcall.engine.sink.Receipt;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a sink is to have of a batch, on its way to it: first it is accepted, then what the sink has refused for good is kept. Used by one
 * thread.
 */
final class Handover {

    private final Destination destination;
    private final List<Delivery> wanted;
    private @Nullable List<Letter> letters;
    private boolean isDone;

    Handover(Destination destination, Batch batch) {
        this.destination = destination;
        this.wanted =
                batch.deliveries().stream().filter(destination.route()::takes).toList();
        if (wanted.isEmpty()) {
            this.letters = List.of();
        }
    }

    /** Goes as far as it can; the answer of a sink that does not have all of it yet. */
    Optional<Receipt.TryLater> attempt() throws InterruptedException {
        if (isDone) {
            return Optional.empty();
        }
        Optional<Receipt.TryLater> trouble = letters == null ? deliver(new Batch(wanted)) : Optional.empty();
        return trouble.isPresent() ? trouble : keep();
    }

    private Optional<Receipt.TryLater> deliver(Batch batch) throws InterruptedException {
        return destination
                .sink()
                .write(batch)
                .fold(
                        accepted -> {
                            letters = accepted.letters(batch);
                            return Optional.empty();
                        },
                        later -> Optional.of(
                                new Receipt.TryLater(destination.name() + ": " + later.reason(), later.after())));
    }

    private Optional<Receipt.TryLater> keep() {
        List<Letter> refused = letters == null ? List.of() : letters;
        try {
            if (!refused.isEmpty()) {
                destination.deadLetters().keep(refused);
            }
        } catch (UncheckedIOException e) {
            return Optional.of(new Receipt.TryLater(String.valueOf(e.getMessage()), Optional.empty()));
        }
        isDone = true;
        return Optional.empty();
    }
}
