package io.rollcall.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.bench.receive.LineReceiver;
import io.rollcall.bench.time.PatientClock;
import io.rollcall.sim.Simulator;
import io.rollcall.sim.SimulatorOptions;
import io.rollcall.sim.drift.DriftModel;
import io.rollcall.sim.event.StreamKind;
import io.rollcall.sim.fault.Fault;
import io.rollcall.sim.fault.FaultKind;
import io.rollcall.sim.fault.FaultRule;
import io.rollcall.sim.truth.TruthEntry;
import io.rollcall.sim.truth.TruthQuery;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The models lose what their algorithms lose, and nothing else. */
final class PeersTest {

    private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");
    private static final Instant END = START.plus(Duration.ofHours(8));
    private static final Duration INTERVAL = Duration.ofMinutes(5);
    private static final Duration OVERLAP = Duration.ofMinutes(60);

    private final PatientClock clock = new PatientClock(START);
    private final LineReceiver receiver;
    private final Simulator simulator;

    PeersTest() throws IOException {
        this.receiver = new LineReceiver();
        this.simulator = Simulator.start(SimulatorOptions.builder()
                .only(StreamKind.ENTRA_INTERACTIVE)
                .drift(DriftModel.named("bimodal"))
                .eventsPerSecond(0.05)
                .start(START)
                .history(Duration.ZERO)
                .generationEnd(Duration.ofHours(2))
                .revisionProbability(0)
                .clock(clock)
                .build());
    }

    @AfterEach
    void close() throws IOException {
        simulator.close();
        receiver.close();
    }

    @Test
    void thePlainPollerDeliversWhatWasNewerThanAllItHadSeen() throws Exception {
        PeerRun run = run(new PlainPoller(account(), address(), INTERVAL, START, clock));
        assertThat(run.failures()).isZero();
        assertThat(receiver.copiesById().keySet()).isEqualTo(newerThanAllSeen());
        assertThat(receiver.copiesById().values()).containsOnly(1);
        assertThat(receiver.events()).isLessThan(truth().size());
    }

    @Test
    void thePaperScriptDeliversWhatWasVisibleWithinItsOverlap() throws Exception {
        PeerRun run = run(new PaperScript(account(), address(), OVERLAP, INTERVAL, clock));
        assertThat(run.failures()).isZero();
        Set<String> seen = visibleWithinOverlap();
        assertThat(receiver.copiesById().keySet()).isEqualTo(seen);
        assertThat(receiver.copiesById().values()).containsOnly(1);
        assertThat(seen).hasSizeLessThan(truth().size());
    }

    @Test
    void throttlingAndOutagesDelayItOnly() throws Exception {
        simulator.replaceFaults(List.of(
                FaultRule.sometimes(0.3, "/auditLogs/", Fault.of(FaultKind.THROTTLED)),
                FaultRule.sometimes(0.1, "/auditLogs/", Fault.of(FaultKind.SERVICE_UNAVAILABLE))));
        PeerRun run = run(new PaperScript(account(), address(), OVERLAP, INTERVAL, clock));
        assertThat(simulator.statistics().withStatus(429)).isPositive();
        assertThat(run.failures()).isZero();
        assertThat(receiver.copiesById().keySet()).containsAll(visibleWithinOverlap());
        assertThat(receiver.copiesById().values()).containsOnly(1);
    }

    @Test
    void whatTheReceiverDidNotTakeIsNotRemembered() throws Exception {
        PlainPoller poller = new PlainPoller(account(), address(), INTERVAL, START, clock);
        PeerRun run = new PeerRun(poller, clock);
        receiver.close();
        clock.run(List.of(() -> run.until(START.plus(Duration.ofMinutes(30)))));
        assertThat(run.failures()).isPositive();
        assertThat(run.lastFailure()).isPresent();
    }

    private PeerRun run(Peer peer) throws Exception {
        PeerRun run = new PeerRun(peer, clock);
        clock.run(List.of(() -> run.until(END)));
        return run;
    }

    /** What the algorithm of the plain poller finds, computed from the truth. */
    private Set<String> newerThanAllSeen() {
        List<TruthEntry> truth = truth();
        Set<String> found = new HashSet<>();
        Instant newest = START;
        for (Instant poll = START; poll.isBefore(END); poll = poll.plus(INTERVAL)) {
            Instant at = poll;
            Instant before = newest;
            List<TruthEntry> answer = truth.stream()
                    .filter(event -> !event.visibleTime().isAfter(at)
                            && event.eventTime().isAfter(before))
                    .toList();
            answer.forEach(event -> found.add(event.key()));
            newest = answer.stream()
                    .map(TruthEntry::eventTime)
                    .reduce(newest, (left, right) -> left.isAfter(right) ? left : right);
        }
        return found;
    }

    private Set<String> visibleWithinOverlap() {
        return truth().stream()
                .filter(event -> !nextPoll(event.visibleTime()).minus(OVERLAP).isAfter(event.eventTime()))
                .map(TruthEntry::key)
                .collect(Collectors.toSet());
    }

    private static Instant nextPoll(Instant instant) {
        long passed = Duration.between(START, instant).toMillis();
        long polls = (passed + INTERVAL.toMillis() - 1) / INTERVAL.toMillis();
        return START.plus(INTERVAL.multipliedBy(polls));
    }

    private List<TruthEntry> truth() {
        return simulator.truth().entries(TruthQuery.ALL);
    }

    private InetSocketAddress address() {
        return new InetSocketAddress(receiver.host(), receiver.port());
    }

    private Account account() {
        return new Account(
                simulator.baseUri(),
                SimulatorOptions.defaultTenant().id(),
                SimulatorOptions.DEFAULT_CLIENT_ID,
                SimulatorOptions.DEFAULT_CLIENT_SECRET);
    }
}
