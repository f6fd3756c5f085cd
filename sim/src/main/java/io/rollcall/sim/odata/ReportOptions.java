package io.rollcall.sim.odata;

import io.rollcall.sim.fault.RetryAfterStyle;
import java.time.Duration;

/**
 * Behaviour of the reporting APIs (Microsoft Graph and Azure AD Graph). All times are simulated.
 *
 * @param mostRecords records per page at most
 * @param skiptokenLifetime time for which a next link works
 * @param retention age at which events can no longer be read
 * @param oldestBound age of a lower time bound at which the filter is refused
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
        double emptyPageProbability,
        double shortPageProbability,
        double flickerProbability,
        boolean rateLimited,
        RetryAfterStyle retryAfterStyle) {

    /** As documented, without empty or short pages and without flicker. */
    public static ReportOptions documented() {
        return new ReportOptions(
                1000,
                Duration.ofMinutes(5),
                Duration.ofDays(30),
                Duration.ofDays(90),
                0,
                0,
                0,
                true,
                RetryAfterStyle.SECONDS);
    }

    public ReportOptions withMostRecords(int most) {
        return new ReportOptions(
                most,
                skiptokenLifetime,
                retention,
                oldestBound,
                emptyPageProbability,
                shortPageProbability,
                flickerProbability,
                rateLimited,
                retryAfterStyle);
    }

    public ReportOptions withSkiptokenLifetime(Duration lifetime) {
        return new ReportOptions(
                mostRecords,
                lifetime,
                retention,
                oldestBound,
                emptyPageProbability,
                shortPageProbability,
                flickerProbability,
                rateLimited,
                retryAfterStyle);
    }

    public ReportOptions withRetention(Duration time) {
        return new ReportOptions(
                mostRecords,
                skiptokenLifetime,
                time,
                oldestBound,
                emptyPageProbability,
                shortPageProbability,
                flickerProbability,
                rateLimited,
                retryAfterStyle);
    }

    /** Chances of empty pages, short pages and flicker. */
    public ReportOptions withIrregularities(double emptyPage, double shortPage, double flicker) {
        return new ReportOptions(
                mostRecords,
                skiptokenLifetime,
                retention,
                oldestBound,
                emptyPage,
                shortPage,
                flicker,
                rateLimited,
                retryAfterStyle);
    }

    public ReportOptions withRateLimit(RetryAfterStyle style) {
        return new ReportOptions(
                mostRecords,
                skiptokenLifetime,
                retention,
                oldestBound,
                emptyPageProbability,
                shortPageProbability,
                flickerProbability,
                true,
                style);
    }

    public ReportOptions withoutRateLimit() {
        return new ReportOptions(
                mostRecords,
                skiptokenLifetime,
                retention,
                oldestBound,
                emptyPageProbability,
                shortPageProbability,
                flickerProbability,
                false,
                retryAfterStyle);
    }
}
