package io.rollcall.app.collect;

import io.rollcall.app.config.Configuration;
import io.rollcall.app.config.Destinations;
import io.rollcall.app.config.Tariffs;
import io.rollcall.app.delivery.ReportingSink;
import io.rollcall.app.delivery.TimedSink;
import io.rollcall.app.files.DeadLetterFile;
import io.rollcall.app.files.TokenFiles;
import io.rollcall.app.older.BackfillRequests;
import io.rollcall.app.shadow.Shadows;
import io.rollcall.engine.budget.Budgets;
import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.ledger.Counters;
import io.rollcall.engine.ledger.LedgerFailure;
import io.rollcall.engine.ledger.StreamState;
import io.rollcall.engine.loop.Loop;
import io.rollcall.engine.loop.StreamLoop;
import io.rollcall.engine.plan.Tariff;
import io.rollcall.engine.sink.DeadLetters;
import io.rollcall.engine.sink.SinkUnreachable;
import io.rollcall.engine.source.Source;
import io.rollcall.engine.source.SourceTraits;
import io.rollcall.engine.time.Clock;
import io.rollcall.sinks.spool.Progress;
import io.rollcall.sinks.spool.SpoolSink;
import io.rollcall.sources.Sources;
import io.rollcall.web.ReceiptsView;
import io.rollcall.web.StandbyView;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Everything a configuration asks for, opened and wired: ledger, sink, sources and a loop for each stream. */
public final class Assembly implements AutoCloseable {

    private final Bookkeeping books;
    private final ReportingSink sink;
    private final Destinations.Opened destinations;
    private final Portions portions;
    private final Shadows shadows;
    private final Sources sources;
    private final ExecutorService fetchers;
    private final List<Loop> loops = new ArrayList<>();

    private Assembly(
            Bookkeeping books,
            ReportingSink sink,
            Destinations.Opened destinations,
            Portions portions,
            Shadows shadows,
            Sources sources,
            ExecutorService fetchers) {
        this.books = books;
        this.sink = sink;
        this.destinations = destinations;
        this.portions = portions;
        this.shadows = shadows;
        this.sources = sources;
        this.fetchers = fetchers;
    }

    /**
     * Opens what a configuration asks for; sends nothing yet.
     *
     * @param stay how long it is to collect
     * @param person is told what is in the sink's or the ledger's way
     * @throws SinkUnreachable if the sink cannot be used until somebody changes something on this machine
     * @throws IOException if a file named in the configuration cannot be used
     */
    public static Assembly open(
            Configuration configuration, Bookkeeping.Stay stay, Clock clock, Consumer<String> person)
            throws SinkUnreachable, IOException {
        DeadLetterFile deadLetters = new DeadLetterFile(configuration.deadLetters());
        Destinations.Opened opened = configuration.destinations().open(clock, deadLetters, person);
        ReportingSink sink = new ReportingSink(opened.sink(), person);
        ExecutorService fetchers = Executors.newCachedThreadPool(Assembly::daemon);
        Budgets budgets = new Budgets(clock);
        Sources sources = new Sources(configuration.http(), clock, budgets, UUID::randomUUID, fetchers);
        sources.keepRefreshTokens(new TokenFiles(configuration.tokens()));
        Shadows shadows = Shadows.open(
                configuration,
                sink,
                deadLetters,
                clock,
                person,
                () -> ThreadLocalRandom.current().nextDouble());
        Assembly assembly = new Assembly(
                books(configuration, stay, clock, person, sink, shadows, sources),
                sink,
                opened,
                new Portions(budgets),
                shadows,
                sources,
                fetchers);
        Tariffs tariffs = new Tariffs(configuration);
        configuration
                .accounts()
                .forEach((name, account) ->
                        assembly.add(name, account, tariffs, deadLetters.of(Destinations.ONLY), clock));
        assembly.shareLimits();
        shadows.start();
        return assembly;
    }

    private static Bookkeeping books(
            Configuration configuration,
            Bookkeeping.Stay stay,
            Clock clock,
            Consumer<String> person,
            ReportingSink sink,
            Shadows shadows,
            Sources sources) {
        try {
            return Bookkeeping.open(configuration, stay, clock, person);
        } catch (LedgerFailure e) {
            shadows.close();
            sink.close();
            sources.close();
            throw e;
        }
    }

    private void add(
            String name, Configuration.Account account, Tariffs tariffs, DeadLetters deadLetters, Clock clock) {
        for (String stream : account.streams()) {
            StreamId id = new StreamId(account.definition().name(), name, stream);
            Tariff tariff = tariffs.of(account, stream).tariff();
            portions.add(id, Sources.rateScope(account.definition(), stream, account.options()), tariff);
            loops.add(books.loop(id, traits(account, stream), ledger -> {
                Source source = sources.open(account.definition(), stream, account.options());
                return new StreamLoop(
                        id,
                        source,
                        shadows.sinkOf(id, sink),
                        ledger,
                        deadLetters,
                        account.settings(stream, source.traits().retention()),
                        tariff,
                        clock,
                        fetchers,
                        () -> ThreadLocalRandom.current().nextDouble());
            }));
        }
    }

    /** Has this collector take its part of each limit, whenever it is known anew who has which stream. */
    private void shareLimits() {
        books.afterRenewal(() -> {
            Set<StreamId> others = standby().stream()
                    .filter(stream -> stream.holder().isPresent())
                    .map(StandbyView::stream)
                    .collect(Collectors.toSet());
            portions.reckon(others::contains);
        });
    }

    private SourceTraits traits(Configuration.Account account, String stream) {
        try (Source source = sources.open(account.definition(), stream, account.options())) {
            return source.traits();
        }
    }

    public List<Loop> loops() {
        return List.copyOf(loops);
    }

    /** Those that are at work: with a shared ledger, those of which this collector has the lease. */
    List<StreamLoop> active() {
        return loops.stream().flatMap(loop -> loop.active().stream()).toList();
    }

    /** The streams that are another collector's at present, or nobody's. */
    List<StandbyView> standby() {
        return loops.stream()
                .filter(loop -> loop.active().isEmpty())
                .map(loop -> new StandbyView(loop.stream(), books.holder(loop.stream())))
                .toList();
    }

    /** Who else has a stream; empty if nobody does. */
    public Optional<String> holder(StreamId stream) {
        return books.holder(stream);
    }

    /** Requests for older time, where collectors of this ledger look for them. */
    public BackfillRequests requests(Configuration configuration) {
        return books.requests(configuration.ledger());
    }

    public ReportingSink sink() {
        return sink;
    }

    /** The part of what may be asked within a stream's limit that is used up, from 0 to 1. */
    double budgetUsed(StreamId stream) {
        return portions.used(stream);
    }

    /** What each sink has answered, and how soon. */
    List<ReceiptsView> receipts() {
        return destinations.timed().stream().map(TimedSink::receipts).toList();
    }

    /** How far each sink behind the spool has got, and each watch over another collector. */
    public List<Progress> progress() {
        List<Progress> all =
                new ArrayList<>(destinations.spool().map(SpoolSink::progress).orElse(List.of()));
        all.addAll(shadows.progress());
        return all;
    }

    /**
     * Waits until the sinks behind the spool have accepted everything in it, and all that is due of what waits has been passed on.
     *
     * @param person is told of those that have not within the time
     * @return whether all that is so; true without a spool or waiting rooms
     */
    public boolean isDrained(Duration patience, Consumer<String> person) throws InterruptedException {
        List<Progress> late = shadows.drain(patience);
        late.forEach(shadow -> person.accept(shadow.name() + " has not passed on all that is due: "
                + shadow.trouble().orElse("it is slow")
                + ". It waits on this machine's disk; the next run goes on from there."));
        Optional<SpoolSink> spool = destinations.spool();
        List<Progress> behind = spool.isPresent() ? spool.get().drain(patience) : List.of();
        behind.forEach(sink -> person.accept("the sink '" + sink.name() + "' has not accepted everything: "
                + sink.trouble().orElse("it is slow") + ". " + sink.behindBytes()
                + " bytes are in the spool for it; the next run goes on from there."));
        return behind.isEmpty() && late.isEmpty();
    }

    /** What the open notices of a stream say. */
    public String openNotices(StreamId stream) {
        return active().stream()
                .filter(loop -> loop.stream().equals(stream))
                .flatMap(loop -> loop.state().notices().stream())
                .map(notice -> notice.code() + ": " + notice.message())
                .collect(Collectors.joining("; "));
    }

    /** Requests sent to the APIs so far. */
    public long requests() {
        return loops.stream().mapToLong(loop -> loop.requests().total()).sum();
    }

    /** Totals of all streams since they began, of what the ledger has: nothing that was not accepted. */
    public Counters counters() {
        return loops.stream()
                .flatMap(loop -> books.ledger().state(loop.stream()).stream())
                .map(StreamState::counters)
                .reduce(Counters.ZERO, Counters::plus);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "fetch");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        loops.forEach(Loop::close);
        fetchers.shutdownNow();
        sources.close();
        shadows.close();
        sink.close();
        books.close();
    }
}
