package io.rollcall.engine.loop;

import io.rollcall.engine.event.Event;
import io.rollcall.engine.event.Window;
import io.rollcall.engine.ledger.LedgerFailure;
import io.rollcall.engine.plan.Plan;
import io.rollcall.engine.source.Page;
import io.rollcall.engine.source.SourceFault;
import io.rollcall.engine.source.Sweep;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** A sweep under way, with the next page being fetched while the present one is processed. */
final class ActiveSweep implements AutoCloseable {

    private final Sweep sweep;
    private final Optional<Window> window;
    private final Plan.Reason reason;
    private final Instant startedAt;
    private final Executor fetcher;
    private @Nullable Instant lookedAt;
    private long events;
    private int pages;
    private @Nullable CompletableFuture<Optional<Page>> fetching;

    /**
     * @param window what it reads; empty for a sweep over single items
     * @param startedAt on the API's clock
     */
    ActiveSweep(Sweep sweep, Optional<Window> window, Plan.Reason reason, Instant startedAt, Executor fetcher) {
        this.sweep = sweep;
        this.window = window;
        this.reason = reason;
        this.startedAt = startedAt;
        this.fetcher = fetcher;
    }

    Optional<Window> window() {
        return window;
    }

    Plan.Reason reason() {
        return reason;
    }

    Instant startedAt() {
        return startedAt;
    }

    /** When its first request was sent, on the API's clock as its answer showed it. */
    Instant lookedAt() {
        return lookedAt == null ? startedAt : lookedAt;
    }

    /** Whether its window reaches up to when it was read. */
    boolean readsThePresent() {
        return reason == Plan.Reason.FRESH
                && window.filter(asked -> !asked.to().isBefore(lookedAt())).isPresent();
    }

    /** Records received so far, known ones included. */
    long events() {
        return events;
    }

    /** Pages received so far. */
    int pages() {
        return pages;
    }

    /** The next page; starts fetching the one after it. */
    Optional<Page> next() throws SourceFault, InterruptedException {
        CompletableFuture<Optional<Page>> current = fetching == null ? fetch() : fetching;
        fetching = null;
        try {
            Optional<Page> page = current.get();
            if (page.isPresent()) {
                lookedAt = lookedAt == null ? page.get().requestedAt() : lookedAt;
                events += page.get().events().size();
                pages++;
                fetching = fetch();
            }
            return page;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SourceFault fault) {
                throw fault;
            }
            if (e.getCause() instanceof InterruptedException) {
                throw new InterruptedException("interrupted while fetching");
            }
            if (e.getCause() instanceof LedgerFailure failure) {
                throw failure;
            }
            throw new IllegalStateException("fetching a page failed in an unforeseen way", e.getCause());
        }
    }

    private CompletableFuture<Optional<Page>> fetch() {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return sweep.next();
                    } catch (SourceFault | InterruptedException e) {
                        throw new CompletionException(e);
                    }
                },
                fetcher);
    }

    /**
     * What to say if most of a page lies outside the window that was asked for.
     *
     * @param tolerance how far beyond the bounds the API may answer, because its filter is inclusive or coarse
     */
    Optional<String> checkInside(Page page, Duration tolerance) {
        if (window.isEmpty()) {
            return Optional.empty();
        }
        Window asked = window.get();
        Window allowed = new Window(
                asked.from().minus(tolerance), asked.to().plus(tolerance).plusNanos(1));
        List<Instant> positions = page.events().stream()
                .map(Event::position)
                .flatMap(Optional::stream)
                .toList();
        long outside = positions.stream()
                .filter(position -> !allowed.contains(position))
                .count();
        return 2 * outside > positions.size()
                ? Optional.of(outside + " of " + positions.size() + " records lie outside the window asked for, "
                        + asked + ": the API seems to ignore the filter. They are delivered all the same.")
                : Optional.empty();
    }

    @Override
    public void close() {
        if (fetching != null) {
            fetching.cancel(true);
        }
        sweep.close();
    }
}
