package io.rollcall.engine.plan;

import io.rollcall.engine.drift.DriftModel;
import java.time.Duration;
import java.time.Instant;

/** What a stream needs of its tariff to keep the delay asked for, if one is. Used by one thread at a time. */
public final class Demand {

    /** For how long a reckoning is good. */
    private static final Duration LASTS = Duration.ofMinutes(10);

    private final AdaptiveSettings settings;
    private final Tariff tariff;
    private Instant reckonedAt = Instant.EPOCH;

    public Demand(AdaptiveSettings settings, Tariff tariff) {
        this.settings = settings;
        this.tariff = tariff;
    }

    /** Tells the tariff what is needed now, if it is time to reckon and enough is known. */
    public void reckon(DriftModel known, Instant now) {
        boolean isFresh = Duration.between(reckonedAt, now).abs().compareTo(LASTS) < 0;
        if (settings.targetDelay().isEmpty() || isFresh) {
            return;
        }
        reckonedAt = now;
        Outlook.measuredCallsFor(
                        known, settings, tariff.use(), settings.targetDelay().get())
                .ifPresent(calls -> tariff.need(this, calls));
    }
}
