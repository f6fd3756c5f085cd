package io.rollcall.app;

import io.rollcall.engine.budget.Budgets;
import io.rollcall.engine.ledger.Counters;
import io.rollcall.engine.loop.Outcome;
import io.rollcall.engine.loop.StreamLoop;
import io.rollcall.engine.sink.Sink;
import io.rollcall.engine.source.Source;
import io.rollcall.engine.time.Clock;
import io.rollcall.engine.time.SystemClock;
import io.rollcall.ledger.SqliteLedger;
import io.rollcall.options.Document;
import io.rollcall.sinks.Surroundings;
import io.rollcall.sinks.net.Resolver;
import io.rollcall.sources.Sources;
import io.rollcall.sources.definition.Definitions;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code rollcall run}: collects what the configuration names, once or until stopped. */
@Command(
        name = "run",
        description = "Collects what the configuration names, until stopped.",
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

    @Option(names = "--config", paramLabel = "FILE", required = true, description = "The configuration.")
    private Path config = Path.of("rollcall.yaml");

    @Option(names = "--once", description = "Read and deliver what is due now, then end; for cron.")
    private boolean once;

    @Option(names = "--json", description = "Print a summary as one JSON object at the end.")
    private boolean json;

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            defaultValue = "600",
            description =
                    "With --once: how long to go on trying a source or sink in trouble (default: ${DEFAULT-VALUE}).")
    private long patienceSeconds;

    private final Clock clock = new SystemClock();

    @Override
    public Integer call() throws Exception {
        Document.Reading<Configuration> reading = Configuration.load(config, Definitions.shipped(), System.getenv());
        reading.warnings().forEach(warning -> System.err.println("rollcall: warning: " + warning));
        Configuration configuration = reading.value();
        ExecutorService fetchers = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "fetch");
            thread.setDaemon(true);
            return thread;
        });
        try (SqliteLedger ledger = SqliteLedger.open(configuration.ledger());
                FileOutputStream stdout = new FileOutputStream(FileDescriptor.out);
                Sink sink = configuration.sink().open(surroundings(stdout));
                Sources sources = new Sources(configuration.http(), clock, new Budgets(clock), UUID::randomUUID)) {
            return collect(configuration, ledger, sink, sources, fetchers);
        } finally {
            fetchers.shutdownNow();
        }
    }

    private Integer collect(
            Configuration configuration, SqliteLedger ledger, Sink sink, Sources sources, ExecutorService fetchers)
            throws InterruptedException {
        List<Source> opened = new ArrayList<>();
        List<StreamLoop> loops = new ArrayList<>();
        for (Map.Entry<String, Configuration.Account> entry :
                configuration.accounts().entrySet()) {
            Configuration.Account account = entry.getValue();
            for (String stream : account.streams()) {
                Source source = sources.open(account.definition(), stream, account.options());
                opened.add(source);
                loops.add(new StreamLoop(
                        configuration.id(entry.getKey(), stream),
                        source,
                        sink,
                        ledger,
                        new DeadLetterFile(configuration.deadLetters()),
                        account.settings(source.traits().retention()),
                        clock,
                        fetchers,
                        () -> ThreadLocalRandom.current().nextDouble()));
            }
        }
        Counters before = total(loops);
        boolean complete = once ? once(loops) : forever(loops);
        Counters counted = total(loops).minus(before);
        loops.forEach(StreamLoop::close);
        if (json) {
            long requests = opened.stream().mapToLong(Source::requests).sum();
            summary(System.out, counted, requests, complete);
        }
        return complete ? 0 : 1;
    }

    private boolean forever(List<StreamLoop> loops) throws InterruptedException {
        Rounds rounds = new Rounds(loops, clock);
        while (true) {
            rounds.waitForNext();
            rounds.step();
        }
    }

    private boolean once(List<StreamLoop> loops) throws InterruptedException {
        Instant deadline = clock.now().plus(Duration.ofSeconds(patienceSeconds));
        boolean complete = true;
        for (StreamLoop loop : loops) {
            Outcome outcome = loop.step();
            while (outcome.kind() != Outcome.Kind.IDLE) {
                if (outcome.kind() != Outcome.Kind.WORKED && outcome.due().isAfter(deadline)) {
                    System.err.println("rollcall: " + loop.stream() + " is not complete: "
                            + loop.state().notices());
                    complete = false;
                    break;
                }
                clock.sleepUntil(outcome.due());
                outcome = loop.step();
            }
        }
        return complete;
    }

    private static Counters total(List<StreamLoop> loops) {
        return loops.stream().map(loop -> loop.state().counters()).reduce(Counters.ZERO, Counters::plus);
    }

    private static void summary(PrintStream out, Counters counted, long requests, boolean complete) {
        out.println("{\"fetched\":" + counted.fetched() + ",\"new\":" + counted.events() + ",\"revisions\":"
                + counted.revisions() + ",\"delivered\":"
                + (counted.events() + counted.revisions() - counted.deadLetters()) + ",\"repeats\":"
                + counted.repeats() + ",\"dead_letters\":" + counted.deadLetters() + ",\"requests\":" + requests
                + ",\"complete\":" + complete + "}");
    }

    private Surroundings surroundings(OutputStream stdout) throws UnknownHostException {
        return new Surroundings(clock, stdout, InetAddress.getLocalHost().getHostName(), Resolver.system());
    }
}
