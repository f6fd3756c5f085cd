package io.rollcall.sim.odata;

import io.rollcall.sim.fault.RetryAfterStyle;
import java.time.Duration;
import java.util.Optional;

/**
 * Behaviour of the reporting APIs (Microsoft Graph and Azure AD Graph). All times are simulated.
 *
 * @param mostRecords records per page at most
 * @param skiptokenLifetime time for which a next link works
 * @param retention age at which events can no longer be read
 * @param oldestBound age of a lower time bound at which Microsoft Graph refuses the filter
 * @param widestWindow width at and above which Microsoft Graph times out (HTTP 504); open windows are the widest
 * @param emptyPageProbability chance that a page has no records although more follow
 * @param shortPageProbability chance that a page ends early although more follow
 * @param flickerProbability chance that a visible record is absent from one response
 * @param rateLimited whether the documented rate limits apply
 * @param retryAfterStyle how a rate-limited answer says when to come back
 */
public record ReportOptions(
        int mostRecords,
        Duration skiptokenLifetime,
        Duration retention,
        Duration oldestBound,
        Optional<Duration> widestWindow,
        double emptyPageProbability,
        double shortPageProbability,
        double flickerProbability,
        boolean rateLimited,
        RetryAfterStyle retryAfterStyle) {

    public ReportOptions {
        if (mostRecords < 1) {
            throw new IllegalArgumentException("a page must hold at least one record, but holds " + mostRecords);
        }
    }

    /** As documented: pages of 1000, skiptokens for 5 minutes, 30 days of retention, rate limits, no irregularities. */
    public static ReportOptions documented() {
        return new Builder().build();
    }

    public static Builder builder() {
        return new Builder();
    }

    boolean tooWide(TimeBounds bounds) {
        return widestWindow
                .filter(widest -> bounds.width()
                        .map(width -> width.compareTo(widest) >= 0)
                        .orElse(true))
                .isPresent();
    }

    /** Collector of options, starting from {@link #documented}. */
    public static final class Builder {
        private int mostRecords = 1000;
        private Duration skiptokenLifetime = Duration.ofMinutes(5);
        private Duration retention = Duration.ofDays(30);
        private Duration oldestBound = Duration.ofDays(90);
        private Optional<Duration> widestWindow = Optional.empty();
        private double emptyPageProbability;
        private double shortPageProbability;
        private double flickerProbability;
        private boolean rateLimited = true;
        private RetryAfterStyle retryAfterStyle = RetryAfterStyle.SECONDS;

        private Builder() {}

        public Builder mostRecords(int value) {
            mostRecords = value;
            return this;
        }

        public Builder skiptokenLifetime(Duration value) {
            skiptokenLifetime = value;
            return this;
        }

        public Builder retention(Duration value) {
            retention = value;
            return this;
        }

        public Builder oldestBound(Duration value) {
            oldestBound = value;
            return this;
        }

        public Builder widestWindow(Duration value) {
            widestWindow = Optional.of(value);
            return this;
        }

        public Builder emptyPageProbability(double value) {
            emptyPageProbability = value;
            return this;
        }

        public Builder shortPageProbability(double value) {
            shortPageProbability = value;
            return this;
        }

        public Builder flickerProbability(double value) {
            flickerProbability = value;
            return this;
        }

        public Builder withoutRateLimit() {
            rateLimited = false;
            return this;
        }

        public Builder retryAfterStyle(RetryAfterStyle value) {
            retryAfterStyle = value;
            return this;
        }

        public ReportOptions build() {
            return new ReportOptions(
                    mostRecords,
                    skiptokenLifetime,
                    retention,
                    oldestBound,
                    widestWindow,
                    emptyPageProbability,
                    shortPageProbability,
                    flickerProbability,
                    rateLimited,
                    retryAfterStyle);
        }
    }
}
