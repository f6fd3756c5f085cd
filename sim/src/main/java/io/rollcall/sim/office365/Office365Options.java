package io.rollcall.sim.office365;

import io.rollcall.sim.event.StreamKind;
import java.time.Duration;
import java.util.Map;

/**
 * Behaviour of the Office 365 Management Activity API. All times are simulated.
 *
 * @param slot time over which events are gathered into a blob; whole seconds
 * @param lanes blobs per slot
 * @param lateListingProbability chance that a blob is listed some time after its {@code contentCreated}
 * @param lateListingMean mean of that time
 * @param repeatProbability chance that a record is published again in a later blob, with its fields in another order
 * @param missingIdProbability chance that a record of Audit.General has no Id
 * @param unknownTypeProbability chance that a record of Audit.General has a type nobody knows
 * @param listingPageSize content items per listing page
 * @param retention age at which content can no longer be listed
 * @param backfill how far before the first start of a subscription its content reaches
 * @param subscribedFromStart whether all subscriptions are enabled without being started
 * @param disabledAfter time after the start of the simulation at which an admin disables a subscription
 * @param wideWindowsPartial whether a window of more than 24 hours gets half the content rather than an error
 * @param rateLimited whether the documented rate limit applies
 */
public record Office365Options(
        Duration slot,
        int lanes,
        double lateListingProbability,
        Duration lateListingMean,
        double repeatProbability,
        double missingIdProbability,
        double unknownTypeProbability,
        int listingPageSize,
        Duration retention,
        Duration backfill,
        boolean subscribedFromStart,
        Map<StreamKind, Duration> disabledAfter,
        boolean wideWindowsPartial,
        boolean rateLimited) {

    public Office365Options {
        if (slot.toSeconds() < 1 || !slot.equals(Duration.ofSeconds(slot.toSeconds()))) {
            throw new IllegalArgumentException("a blob slot must be whole seconds, but is " + slot);
        }
        if (lanes < 1 || lanes > 60 || listingPageSize < 1) {
            throw new IllegalArgumentException("lanes must be 1 to 60 and the page size positive, but they are " + lanes
                    + " and " + listingPageSize);
        }
        disabledAfter = Map.copyOf(disabledAfter);
    }

    /** As documented: a few late blobs, repeats, records without Id and of unknown type. */
    public static Office365Options documented() {
        return new Builder().build();
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Collector of options, starting from {@link #documented}. */
    public static final class Builder {
        private Duration slot = Duration.ofMinutes(1);
        private int lanes = 2;
        private double lateListingProbability = 0.02;
        private Duration lateListingMean = Duration.ofMinutes(10);
        private double repeatProbability = 0.005;
        private double missingIdProbability = 0.02;
        private double unknownTypeProbability = 0.05;
        private int listingPageSize = 100;
        private Duration retention = Duration.ofDays(7);
        private Duration backfill = Duration.ofDays(1);
        private boolean subscribedFromStart;
        private Map<StreamKind, Duration> disabledAfter = Map.of();
        private boolean wideWindowsPartial;
        private boolean rateLimited = true;

        private Builder() {}

        public Builder slot(Duration value) {
            slot = value;
            return this;
        }

        public Builder lanes(int value) {
            lanes = value;
            return this;
        }

        public Builder lateListing(double probability, Duration mean) {
            lateListingProbability = probability;
            lateListingMean = mean;
            return this;
        }

        public Builder repeatProbability(double value) {
            repeatProbability = value;
            return this;
        }

        public Builder missingIdProbability(double value) {
            missingIdProbability = value;
            return this;
        }

        public Builder unknownTypeProbability(double value) {
            unknownTypeProbability = value;
            return this;
        }

        public Builder listingPageSize(int value) {
            listingPageSize = value;
            return this;
        }

        public Builder retention(Duration value) {
            retention = value;
            return this;
        }

        public Builder backfill(Duration value) {
            backfill = value;
            return this;
        }

        public Builder subscribedFromStart() {
            subscribedFromStart = true;
            return this;
        }

        public Builder disabledAfter(Map<StreamKind, Duration> value) {
            disabledAfter = value;
            return this;
        }

        public Builder wideWindowsPartial() {
            wideWindowsPartial = true;
            return this;
        }

        public Builder withoutRateLimit() {
            rateLimited = false;
            return this;
        }

        public Office365Options build() {
            return new Office365Options(
                    slot,
                    lanes,
                    lateListingProbability,
                    lateListingMean,
                    repeatProbability,
                    missingIdProbability,
                    unknownTypeProbability,
                    listingPageSize,
                    retention,
                    backfill,
                    subscribedFromStart,
                    disabledAfter,
                    wideWindowsPartial,
                    rateLimited);
        }
    }
}
