package io.rollcall.app.older;

import io.rollcall.app.config.Configuration;
import io.rollcall.app.files.TokenFiles;
import io.rollcall.engine.budget.Budgets;
import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.event.Window;
import io.rollcall.engine.sink.DeadLetters;
import io.rollcall.engine.sink.Delivery;
import io.rollcall.engine.sink.Sink;
import io.rollcall.engine.time.Clock;
import io.rollcall.options.Durations;
import io.rollcall.sources.Sources;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Streams of a configuration, opened to be read over a period once more, beside a collector that may be running. Used by one thread. */
public final class Rereading implements AutoCloseable {

    private final Window period;
    private final Clock clock;
    private final Sources sources;
    private final ExecutorService fetchers = Executors.newCachedThreadPool();
    private final List<Resending.Member> members = new ArrayList<>();
    private final Set<StreamId> followed;

    /**
     * Opens streams; sends nothing yet.
     *
     * @param period by the time the API is asked by
     * @throws IOException if a file named in the configuration cannot be used
     */
    public Rereading(Configuration configuration, Set<StreamId> wanted, Window period, Clock clock) throws IOException {
        this.period = period;
        this.clock = clock;
        this.sources = new Sources(configuration.http(), clock, new Budgets(clock), UUID::randomUUID);
        sources.keepRefreshTokens(new TokenFiles(configuration.tokens()));
        configuration
                .accounts()
                .forEach((name, account) -> account.ids(name)
                        .filter(wanted::contains)
                        .forEach(id -> members.add(new Resending.Member(
                                id, sources.open(account.definition(), id.stream(), account.options())))));
        this.followed = members.stream()
                .filter(member -> member.source().traits().hasPosition())
                .map(Resending.Member::id)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * What an API has forgotten must not look as if nothing had happened.
     *
     * @throws IllegalArgumentException if the period begins before what one of the APIs remembers
     */
    public void requireRemembered() {
        for (Resending.Member member : members) {
            Duration retention = member.source().traits().retention();
            Instant horizon = clock.now().minus(retention);
            if (period.from().isBefore(horizon)) {
                throw new IllegalArgumentException("--from (" + period.from() + ") is before what the API of "
                        + member.id() + " remembers (" + Durations.format(retention) + "); the earliest is " + horizon
                        + ".");
            }
        }
    }

    /** Whether a delivery is an event of the period: a stream that is followed does not stop at the period's end. */
    public boolean isMeant(Delivery delivery) {
        return delivery.kind() != Delivery.Kind.NOTICE
                && (period.contains(delivery.time()) || !followed.contains(delivery.stream()));
    }

    /**
     * Reads all of it into a sink, which is given notices too.
     *
     * @param folder where it is kept how far that has come
     * @param patience how long a stream may go on waiting
     * @param watcher is shown the share that has been read, now and then
     */
    public Resending.Result into(
            Sink sink, Path folder, DeadLetters deadLetters, Duration patience, Consumer<Double> watcher)
            throws IOException, InterruptedException {
        return new Resending(folder, period, sink, deadLetters, patience, clock).run(members, fetchers, watcher);
    }

    @Override
    public void close() {
        fetchers.shutdownNow();
        sources.close();
    }
}
