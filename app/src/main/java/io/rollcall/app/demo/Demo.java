package io.rollcall.app.demo;

import io.rollcall.bench.peers.Account;
import io.rollcall.bench.peers.PaperScript;
import io.rollcall.bench.peers.Peer;
import io.rollcall.bench.peers.PeerRun;
import io.rollcall.bench.peers.PlainPoller;
import io.rollcall.bench.time.PatientClock;
import io.rollcall.bench.time.PatientClock.Work;
import io.rollcall.engine.sink.SinkUnreachable;
import io.rollcall.options.InvalidDocument;
import io.rollcall.sim.Simulator;
import io.rollcall.sim.SimulatorOptions;
import io.rollcall.sim.event.StreamKind;
import io.rollcall.sim.http.StatisticsSnapshot;
import io.rollcall.sim.truth.TruthEntry;
import io.rollcall.sim.truth.TruthQuery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Three collectors reading the same simulated sign-ins, each with a registration and a receiver of its own. They and the
 * simulator share one patient clock, so the result depends on the plan alone and not on the machine.
 */
public final class Demo implements AutoCloseable {

    private static final String TENANT = SimulatorOptions.defaultTenant().id();
    private static final Duration PROGRESS = Duration.ofMinutes(15);

    private final DemoPlan plan;
    private final PatientClock clock;
    private final DemoContestant rollcall = DemoContestant.of("rollcall", 1);
    private final DemoContestant plain = DemoContestant.of("plain-poller", 2);
    private final DemoContestant paper = DemoContestant.of("paper-script", 3);
    private final Simulator simulator;
    private final DemoCollector collector;
    private final List<PeerRun> peers;

    /** @param directory for the configuration and the ledger */
    public Demo(DemoPlan plan, Path directory) throws IOException, InvalidDocument, SinkUnreachable {
        this.plan = plan;
        this.clock = new PatientClock(plan.start());
        this.simulator = Simulator.start(options());
        this.collector =
                new DemoCollector(configuration(directory), Map.of("SECRET", rollcall.secret()), clock, plan.seed());
        this.peers = List.of(
                run(new PlainPoller(account(plain), plain.address(), plan.interval(), plan.start(), clock)),
                run(new PaperScript(account(paper), paper.address(), plan.overlap(), plan.interval(), clock)));
    }

    /** Told now and then how things stand. */
    public interface Progress {
        /**
         * @param passed simulated
         * @param happened events so far
         * @param arrived of each collector, in the order of the results
         */
        void at(Duration passed, long happened, List<Integer> arrived);
    }

    /** Lets everything happen, waits until all of it has been visible for long, and takes the roll call. */
    public DemoResult run(Progress progress) throws ExecutionException, InterruptedException, IOException {
        collectUntil(plan.happeningEnds(), progress);
        List<TruthEntry> truth = simulator.truth().entries(TruthQuery.ALL);
        Instant allVisible = truth.stream()
                .map(TruthEntry::visibleTime)
                .reduce(plan.happeningEnds(), (left, right) -> left.isAfter(right) ? left : right);
        collectUntil(allVisible.plus(plan.afterwards()), progress);
        return rollCall(truth);
    }

    private void collectUntil(Instant end, Progress progress) throws ExecutionException, InterruptedException {
        Work observer = () -> {
            while (clock.now().isBefore(end)) {
                Instant next = clock.now().plus(PROGRESS);
                clock.sleepUntil(next.isBefore(end) ? next : end);
                progress.at(
                        Duration.between(plan.start(), clock.now()),
                        simulator.truth().events(),
                        contestants().map(each -> each.receiver().events()).toList());
            }
        };
        clock.run(List.of(
                () -> collector.until(end),
                () -> peers.get(0).until(end),
                () -> peers.get(1).until(end),
                observer));
    }

    private DemoResult rollCall(List<TruthEntry> truth) throws IOException {
        Set<String> ids = truth.stream().map(TruthEntry::key).collect(Collectors.toUnmodifiableSet());
        long later = truth.stream()
                .filter(entry ->
                        Duration.between(entry.eventTime(), entry.visibleTime()).compareTo(plan.overlap()) > 0)
                .count();
        List<DemoResult.Line> lines = new ArrayList<>();
        for (DemoContestant each : contestants().toList()) {
            lines.add(DemoResult.Line.of(each.name(), ids, each.receiver().copiesById()));
        }
        StatisticsSnapshot statistics = simulator.statistics();
        return new DemoResult(
                ids.size(),
                later,
                Duration.between(plan.start(), clock.now()),
                statistics.requests(),
                statistics.requests() - statistics.withStatus(200),
                lines);
    }

    /** The peers that polls failed of, with how many and why. */
    public List<PeerRun> troubled() {
        return peers.stream().filter(peer -> peer.failures() > 0).toList();
    }

    private Stream<DemoContestant> contestants() {
        return Stream.of(rollcall, plain, paper);
    }

    private PeerRun run(Peer peer) {
        return new PeerRun(peer, clock);
    }

    private Account account(DemoContestant contestant) {
        return new Account(
                simulator.baseUri(), TENANT, contestant.registration().id(), contestant.secret());
    }

    private SimulatorOptions options() {
        return SimulatorOptions.builder()
                .seed(plan.seed())
                .drift(plan.drift())
                .only(StreamKind.ENTRA_INTERACTIVE)
                .eventsPerSecond(plan.eventsPerHour() / 3600.0)
                .start(plan.start())
                .history(Duration.ZERO)
                .generationEnd(plan.happening())
                .revisionProbability(0)
                .clients(contestants().map(DemoContestant::registration).toList())
                .clock(clock)
                .gzip(false)
                .build();
    }

    private Path configuration(Path directory) throws IOException {
        return Files.writeString(directory.resolve("rollcall.yaml"), """
                ledger: rollcall.db
                sink: {kind: tcp, address: "%s:%d"}
                accounts:
                  contoso:
                    use: entra-signins
                    streams: [interactive]
                    tenant: %s
                    client_id: %s
                    client_secret: ${env:SECRET}
                    base_url: %s
                    login_url: %s
                """.formatted(
                        rollcall.receiver().host(),
                        rollcall.receiver().port(),
                        TENANT,
                        rollcall.registration().id(),
                        simulator.baseUri(),
                        simulator.baseUri()));
    }

    @Override
    public void close() throws IOException {
        collector.close();
        simulator.close();
        for (DemoContestant each : contestants().toList()) {
            each.close();
        }
    }
}
