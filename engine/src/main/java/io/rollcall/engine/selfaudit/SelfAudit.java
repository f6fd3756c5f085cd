package io.rollcall.engine.selfaudit;

import io.rollcall.engine.event.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a stream has learned by reading past windows again that were chosen by chance. Immutable.
 *
 * @param counts what the samples have come to
 * @param lastSample when the last one was taken, on the API's clock
 * @param reopened windows that turned out to lack something, in their order
 */
public record SelfAudit(SampleCounts counts, Optional<Instant> lastSample, List<Reopened> reopened) {

    /** Nothing has been sampled yet. */
    public static final SelfAudit NONE = new SelfAudit(SampleCounts.ZERO, Optional.empty(), List.of());

    public SelfAudit {
        reopened = List.copyOf(reopened);
    }

    /** After a sample, or a part of one, that has come to {@code more}. */
    public SelfAudit with(SampleCounts more, Instant at) {
        return new SelfAudit(counts.plus(more), Optional.of(at), reopened);
    }

    /** With a window that lacked something; what was known of the same window is replaced. */
    public SelfAudit reopening(Reopened window) {
        return new SelfAudit(
                counts,
                lastSample,
                Stream.concat(
                                reopened.stream()
                                        .filter(each -> !each.window()
                                                .from()
                                                .equals(window.window().from())),
                                Stream.of(window))
                        .sorted((left, right) ->
                                left.window().from().compareTo(right.window().from()))
                        .toList());
    }

    /** The first reopened window that should be read again now. */
    public Optional<Window> due(Instant now) {
        return reopened.stream()
                .filter(each -> each.isDue(now))
                .map(Reopened::window)
                .findFirst();
    }

    /** Where the first window begins of which more was missing than may be; nothing from there on is complete. */
    public Optional<Instant> refutedFrom() {
        return reopened.stream()
                .filter(Reopened::isRefuted)
                .map(each -> each.window().from())
                .findFirst();
    }

    /**
     * After a finished look at a window: what it covers of reopened windows is closed if it found nothing in them and came late enough,
     * and waits on if it did.
     *
     * @param finds a window that holds all it found; empty if it found nothing
     * @param lookedAt when it began
     */
    public SelfAudit read(Window window, Optional<Window> finds, Instant lookedAt) {
        if (reopened.isEmpty()) {
            return this;
        }
        List<Reopened> left = new ArrayList<>();
        for (Reopened each : reopened) {
            if (finds.flatMap(each.window()::intersection).isPresent()) {
                left.add(new Reopened(each.window(), lookedAt, each.isRefuted()));
            } else if (!each.isDue(lookedAt)) {
                left.add(each);
            } else {
                each.in(Instant.MIN, window.from()).ifPresent(left::add);
                each.in(window.to(), Instant.MAX).ifPresent(left::add);
            }
        }
        return new SelfAudit(counts, lastSample, left);
    }

    /** Without what the API has forgotten. */
    public SelfAudit since(Instant horizon) {
        return new SelfAudit(
                counts,
                lastSample,
                reopened.stream()
                        .flatMap(each -> each.in(horizon, Instant.MAX).stream())
                        .toList());
    }
}
