package io.rollcall.engine.certificate;

import io.rollcall.engine.drift.DriftModel;
import io.rollcall.engine.drift.Shortfall;
import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.event.Window;
import io.rollcall.engine.ledger.Attestation;
import io.rollcall.engine.ledger.KeySpace;
import io.rollcall.engine.ledger.Ledger;
import io.rollcall.engine.ledger.Level;
import io.rollcall.engine.ledger.Shelf;
import io.rollcall.engine.ledger.StreamState;
import io.rollcall.engine.memory.Bucket;
import io.rollcall.engine.memory.KeyDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Says of an hour of a stream, while the API still remembers it, how far it has been read and what is in it. */
public final class Attestor {

    /** The part of its retention after which an API is about to forget an event; planners look again after somewhat more. */
    private static final double LAST_CALL = 0.9;

    private final Ledger ledger;
    private final StreamId stream;
    private final Duration retention;

    /** @param retention how long the API remembers */
    public Attestor(Ledger ledger, StreamId stream, Duration retention) {
        this.ledger = ledger;
        this.stream = stream;
        this.retention = retention;
    }

    /**
     * What can be said of an hour.
     *
     * @param state with the coverage of all of it
     * @param model what is known of the stream's lateness; empty if nothing is
     * @param lost items of it that were given up and are not in the ledger yet
     */
    public Attestation of(Bucket hour, StreamState state, Optional<DriftModel> model, long lost) {
        Window all = hour.window();
        Optional<Window> window = all.to().isAfter(state.since())
                ? all.intersection(new Window(state.since(), all.to()))
                : Optional.empty();
        if (window.isEmpty()) {
            return Attestation.unknown(hour);
        }
        Optional<Instant> lookedAt = state.coverage().oldestLook(window.get());
        Shelf shelf = new Shelf(KeySpace.EVENT, hour);
        Optional<Instant> lastFind = ledger.lastAddition(stream, shelf);
        long allLost = lost + ledger.losses(stream, window.get()).size();
        boolean isWhole = allLost == 0
                && state.quarantine().stream()
                        .noneMatch(each -> all.contains(each.item().listedAt()));
        return new Attestation(
                hour,
                isWhole && lookedAt.isPresent() ? level(all.to(), lookedAt.get(), lastFind, model) : Level.UNREAD,
                lookedAt,
                lastFind,
                lastFind.isPresent() ? ledger.keys(stream, shelf).digest() : KeyDigest.NONE,
                allLost,
                shortfall(window.get(), model));
    }

    private Level level(Instant end, Instant lookedAt, Optional<Instant> lastFind, Optional<DriftModel> model) {
        Duration age = Duration.between(end, lookedAt);
        if (age.toMillis() >= LAST_CALL * retention.toMillis()) {
            return Level.FINAL;
        }
        Instant halfAge = end.plus(age.dividedBy(2));
        boolean isQuiet = lastFind.filter(find -> find.isAfter(halfAge)).isEmpty();
        boolean isOld = model.map(known -> known.law().quantile(1 - DriftModel.MISSING_SHARE))
                .filter(late -> age.compareTo(late) >= 0)
                .isPresent();
        return isOld && isQuiet ? Level.SETTLED : Level.SEEN;
    }

    private static Optional<Shortfall> shortfall(Window window, Optional<DriftModel> model) {
        return model.map(known -> known.shortfall(window));
    }
}
