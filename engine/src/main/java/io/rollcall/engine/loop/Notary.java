package io.rollcall.engine.loop;

import io.rollcall.engine.certificate.Attestor;
import io.rollcall.engine.drift.DriftModel;
import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.ledger.Attestation;
import io.rollcall.engine.ledger.Ledger;
import io.rollcall.engine.ledger.Loss;
import io.rollcall.engine.ledger.StreamState;
import io.rollcall.engine.ledger.Testimony;
import io.rollcall.engine.memory.Bucket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Notes what must be known of a stream for good: of each hour, before its coverage is dropped, how far it was read; and items that
 * were given up. Used by one thread at a time.
 */
final class Notary {

    private final Attestor attestor;
    private final List<Attestation> hours = new ArrayList<>();
    private final List<Loss> losses = new ArrayList<>();
    private Optional<Bucket> last;

    Notary(Ledger ledger, StreamId stream, Duration retention) {
        this.attestor = new Attestor(ledger, stream, retention);
        this.last = ledger.lastAttested(stream);
    }

    /** Notes that an item was given up. */
    void lost(Loss loss) {
        losses.add(loss);
    }

    /**
     * Notes the hours of which coverage is about to be dropped.
     *
     * @param state with all that was covered
     * @param droppedBefore up to here coverage had been dropped before
     * @param droppedNext up to here it will have been
     */
    void leaving(StreamState state, Optional<DriftModel> model, Instant droppedBefore, Instant droppedNext) {
        Instant earliest = state.since().isAfter(droppedBefore) ? state.since() : droppedBefore;
        Bucket first = Bucket.of(earliest);
        if (first.window().from().isBefore(droppedBefore)) {
            first = first.next();
        }
        // a clock that was ahead has attested hours that are still to come; they are attested again
        last = last.filter(hour -> hour.window().from().isBefore(droppedNext));
        for (Bucket hour = last.map(Bucket::next).orElse(first);
                hour.window().from().isBefore(droppedNext);
                hour = hour.next()) {
            Bucket attested = hour;
            long lost = losses.stream()
                    .filter(loss -> attested.window().contains(loss.listedAt()))
                    .count();
            hours.add(attestor.of(attested, state, model, lost));
            last = Optional.of(attested);
        }
    }

    /** What has been noted since it was last asked. */
    Testimony take() {
        Testimony taken = new Testimony(hours, losses);
        hours.clear();
        losses.clear();
        return taken;
    }
}
