package io.rollcall.engine.certificate;

import io.rollcall.engine.drift.DriftModel;
import io.rollcall.engine.drift.Shortfall;
import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.event.Window;
import io.rollcall.engine.ledger.Attestation;
import io.rollcall.engine.ledger.Ledger;
import io.rollcall.engine.ledger.Level;
import io.rollcall.engine.ledger.Loss;
import io.rollcall.engine.ledger.StreamState;
import io.rollcall.engine.memory.Bucket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a ledger proves of a stream over a period, hour by hour.
 *
 * @param stream whose events
 * @param period whole hours
 * @param hours in their order, none left out
 * @param losses items listed in the period that were given up
 */
public record Certificate(StreamId stream, Window period, List<Attestation> hours, List<Loss> losses) {

    public Certificate {
        hours = List.copyOf(hours);
        losses = List.copyOf(losses);
    }

    /**
     * A stream's certificate, from what was attested of hours the API has forgotten, and from the coverage of those it has not.
     *
     * @param retention how long the API remembers
     * @param period cut to whole hours
     */
    public static Certificate of(
            Ledger ledger,
            StreamId stream,
            StreamState state,
            Optional<DriftModel> model,
            Duration retention,
            Window period) {
        Bucket first = Bucket.of(period.from());
        Bucket last = Bucket.of(period.to().minusNanos(1));
        Window whole = new Window(first.window().from(), last.window().to());
        Map<Bucket, Attestation> kept = ledger.attestations(stream, whole).stream()
                .collect(Collectors.toMap(Attestation::hour, Function.identity()));
        Instant remembered = state.coverage().newestLook().orElse(state.since()).minus(retention);
        Attestor attestor = new Attestor(ledger, stream, retention);
        List<Attestation> hours = new ArrayList<>();
        for (Bucket hour = first; hour.compareTo(last) <= 0; hour = hour.next()) {
            Attestation known = kept.get(hour);
            if (known != null) {
                hours.add(known);
            } else if (hour.window().from().isBefore(remembered)) {
                hours.add(Attestation.unknown(hour));
            } else {
                hours.add(attestor.of(hour, state, model, 0));
            }
        }
        return new Certificate(stream, whole, hours, ledger.losses(stream, whole));
    }

    /** How many of the hours are of a level. */
    public long hours(Level level) {
        return hours.stream().filter(hour -> hour.level() == level).count();
    }

    /** Events delivered that happened in the period. */
    public long events() {
        return hours.stream().mapToLong(hour -> hour.keys().count()).sum();
    }

    /** Events of the hours that were read which may not be visible yet; empty if that is not known of all of them. */
    public Optional<Shortfall> shortfall() {
        Optional<Shortfall> sum = Optional.of(Shortfall.NONE);
        for (Attestation hour : hours) {
            boolean counts = hour.level().compareTo(Level.SEEN) >= 0;
            sum = counts ? sum.flatMap(before -> hour.shortfall().map(before::plus)) : sum;
        }
        return sum;
    }
}
