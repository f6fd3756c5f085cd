package io.rollcall.engine.notice;

import io.rollcall.engine.drift.DriftModel;
import io.rollcall.engine.ledger.StreamState;
import io.rollcall.engine.selfaudit.SampleCounts;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

/**
 * How far a stream's record can be relied on, for those who read the events.
 *
 * @param completeThrough before this at most one event in a thousand is expected to be missing
 * @param reopened how often that had to be taken back
 * @param readUntil up to here everything was read at least once
 * @param latenessP95 how long after they happened nineteen in twenty events are visible, as far as is known
 * @param isStalled whether the API answers but shows nothing new where there is always something
 * @param samples what reading past windows again by chance has come to
 */
public record Heartbeat(
        Instant completeThrough,
        int reopened,
        Instant readUntil,
        Duration latenessP95,
        boolean isStalled,
        SampleCounts samples) {

    private static final double USUAL = 0.95;

    /**
     * What a stream's state and the model of its drift say. What has not been read, or has turned out to lack something, is not
     * complete, whatever the model expects.
     */
    public static Heartbeat of(StreamState state, DriftModel model) {
        Instant readUntil = state.readUntil(model.retention());
        return new Heartbeat(
                Stream.concat(Stream.of(model.completeThrough(), readUntil), state.selfAudit().refutedFrom().stream())
                        .min(Instant::compareTo)
                        .orElse(readUntil),
                model.reopened(),
                readUntil,
                model.quantile(USUAL).estimate(),
                model.isStalled(),
                state.selfAudit().counts());
    }

    String message() {
        return "Before " + completeThrough + " at most one event in a thousand is expected to be missing."
                + (isStalled ? " The source is stalled." : "");
    }
}
