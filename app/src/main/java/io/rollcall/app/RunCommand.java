package io.rollcall.app;

import io.rollcall.app.collect.Assembly;
import io.rollcall.app.collect.Bookkeeping;
import io.rollcall.app.collect.OnShutdown;
import io.rollcall.app.collect.Service;
import io.rollcall.app.collect.ServiceManager;
import io.rollcall.app.config.Configuration;
import io.rollcall.app.older.BackfillRequests;
import io.rollcall.app.text.Json;
import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.ledger.Counters;
import io.rollcall.engine.loop.Collector;
import io.rollcall.engine.loop.Outcome;
import io.rollcall.engine.time.Clock;
import io.rollcall.engine.time.SystemClock;
import io.rollcall.sinks.spool.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code rollcall run}: collects what the configuration names, once or until stopped. */
@Command(
        name = "run",
        description = "Collects what the configuration names, until stopped.",
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

    private static final int WORKERS = 8;

    @Option(names = "--config", paramLabel = "FILE", required = true, description = "The configuration.")
    private Path config = Path.of("rollcall.yaml");

    @Option(names = "--once", description = "Read and deliver what is due now, then end; for cron.")
    private boolean once;

    @Option(names = "--json", description = "With --once: print a summary as one JSON object at the end.")
    private boolean json;

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            defaultValue = "600",
            description =
                    "With --once: how long to go on trying a source or sink in trouble (default: ${DEFAULT-VALUE}).")
    private long patienceSeconds;

    private final Clock clock;

    RunCommand() {
        this(new SystemClock());
    }

    RunCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() throws Exception {
        Configuration configuration = Configuration.load(config);
        if (!once) {
            new Service(config, clock, RunCommand::say, ServiceManager.of(System.getenv())).run(configuration);
            return 0;
        }
        try (OnShutdown ending = new OnShutdown();
                Assembly assembly = Assembly.open(configuration, Bookkeeping.Stay.GUEST, clock, RunCommand::say)) {
            say(assembly.loops().size() + " streams; a receipt means: "
                    + assembly.sink().promise());
            Counters before = assembly.counters();
            boolean complete = collect(assembly, assembly.requests(configuration), ending);
            if (json) {
                System.out.println(summary(assembly, before, complete));
            }
            return complete ? 0 : 1;
        }
    }

    private boolean collect(Assembly assembly, BackfillRequests requests, OnShutdown ending)
            throws IOException, InterruptedException {
        Collector collector = new Collector(assembly.loops(), clock, WORKERS);
        ending.stopBy(collector::stop);
        requests.passOn(assembly.loops(), RunCommand::say);
        Map<StreamId, Outcome> incomplete = collector.once(Duration.ofSeconds(patienceSeconds));
        requests.passOn(assembly.loops(), RunCommand::say);
        incomplete.forEach((stream, outcome) -> say(stream + " is not complete: "
                + obstacle(assembly, stream, outcome)
                + ". What was delivered is remembered; the next run goes on from there."));
        return assembly.isDrained(Duration.ofSeconds(patienceSeconds), RunCommand::say) && incomplete.isEmpty();
    }

    /** What a stream is still waiting for, and what is known of the cause. */
    private static String obstacle(Assembly assembly, StreamId stream, Outcome outcome) {
        if (outcome.kind() == Outcome.Kind.WAITING_FOR_SINK) {
            return "it is still waiting for the sink: "
                    + assembly.sink().trouble(stream).orElse("no receipt");
        }
        if (outcome.kind() == Outcome.Kind.STANDING_BY) {
            return assembly.holder(stream)
                    .map(holder -> "the collector " + holder + " has it")
                    .orElse("another collector had it, and its lease is not over yet");
        }
        if (outcome.kind() == Outcome.Kind.WAITING_FOR_LEDGER) {
            return "the ledger does not answer";
        }
        String notices = assembly.openNotices(stream);
        return "it is still waiting for the API: "
                + (notices.isEmpty() ? "the limit of requests leaves no room for its next one yet" : notices);
    }

    private static void say(String sentence) {
        System.err.println("rollcall: " + sentence);
    }

    private static String summary(Assembly assembly, Counters before, boolean complete) {
        Counters counted = assembly.counters().minus(before);
        List<Progress> sinks = assembly.progress();
        long deadLetters = counted.deadLetters()
                + sinks.stream().mapToLong(Progress::refused).sum();
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("fetched", counted.fetched());
        members.put("new", counted.events());
        members.put("revisions", counted.revisions());
        members.put("delivered", counted.events() + counted.revisions() - counted.deadLetters());
        members.put("repeats", counted.repeats());
        members.put("dead_letters", deadLetters);
        members.put("requests", assembly.requests());
        members.put("complete", complete);
        if (!sinks.isEmpty()) {
            members.put("sinks", sinks.stream().map(RunCommand::summary).toList());
        }
        return Json.write(members);
    }

    private static Map<String, Object> summary(Progress sink) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("name", sink.name());
        members.put("accepted", sink.accepted());
        members.put("refused", sink.refused());
        members.put("left_out", sink.passed());
        members.put("dropped", sink.dropped());
        members.put("behind_bytes", sink.behindBytes());
        return members;
    }
}
