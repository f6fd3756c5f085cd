package io.rollcall.sim.office365;

import io.rollcall.sim.event.EpochNanos;
import io.rollcall.sim.event.Visibility;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Visibility of events that are published in blobs: they show when their first blob is listed, and never change. */
final class BlobVisibility implements Visibility {
    private final BlobLayout layout;

    BlobVisibility(BlobLayout layout) {
        this.layout = layout;
    }

    @Override
    public long firstShown(int index, long arrivalNanos) {
        Instant eventTime = EpochNanos.instant(arrivalNanos).truncatedTo(ChronoUnit.SECONDS);
        return EpochNanos.of(layout.listed(layout.first(index, eventTime)));
    }

    @Override
    public int revisions(int index) {
        return 0;
    }

    @Override
    public long revisionShown(int index, int revision, long firstShownNanos) {
        throw new IllegalArgumentException("records of the Office 365 Management API have no further states");
    }
}
