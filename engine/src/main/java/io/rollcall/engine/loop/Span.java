package io.rollcall.engine.loop;

import io.rollcall.engine.source.SourceTraits;
import java.time.Duration;

/**
 * The length of windows: longer while sweeps are quick, shorter when a page token might not live to the end of one or when the
 * API cannot answer a window as a whole. Used by one thread at a time.
 */
final class Span {

    private static final Duration START = Duration.ofHours(6);
    /** So many quick sweeps in a row earn a longer window, once a window has been too long. */
    private static final int PROBATION = 8;

    private static final Duration SMALLEST = Duration.ofSeconds(1);

    private final SourceTraits traits;
    private Duration length;
    private int quickSweeps = PROBATION;

    Span(SourceTraits traits) {
        this.traits = traits;
        this.length = min(START, traits.maxSpan());
    }

    Duration length() {
        return length;
    }

    /**
     * Takes in how long a sweep took.
     *
     * @param pages how many pages it had; a sweep of one page needs no page token, so a slow one is no reason for shorter windows
     */
    void swept(Duration took, int pages) {
        if (took.multipliedBy(2).compareTo(traits.continuationLife()) > 0) {
            if (pages > 1) {
                shrink();
            }
        } else if (took.multipliedBy(8).compareTo(traits.continuationLife()) < 0) {
            quickSweeps++;
            if (quickSweeps > PROBATION) {
                length = min(length.multipliedBy(2), traits.maxSpan());
            }
        }
    }

    /** Halves the windows to come. */
    void shrink() {
        length = max(length.dividedBy(2), smallest());
        quickSweeps = 0;
    }

    /** Whether a window of this length cannot be made smaller. */
    boolean isSmallest(Duration window) {
        return window.compareTo(smallest().multipliedBy(2)) <= 0;
    }

    private Duration smallest() {
        return max(traits.precision(), SMALLEST);
    }

    private static Duration min(Duration left, Duration right) {
        return left.compareTo(right) < 0 ? left : right;
    }

    private static Duration max(Duration left, Duration right) {
        return left.compareTo(right) > 0 ? left : right;
    }
}
