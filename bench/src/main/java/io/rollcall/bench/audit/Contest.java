package io.rollcall.bench.audit;

import io.rollcall.audit.Audit;
import io.rollcall.audit.Progress;
import io.rollcall.audit.Report;
import io.rollcall.audit.input.Unreadable;
import io.rollcall.audit.layout.FileSide;
import io.rollcall.audit.layout.SideOptions;
import io.rollcall.audit.roll.Counts;
import io.rollcall.audit.roll.Period;
import io.rollcall.audit.roll.RollCall;
import io.rollcall.bench.peers.Account;
import io.rollcall.bench.peers.HoldBackPoller;
import io.rollcall.bench.peers.OverlapPoller;
import io.rollcall.bench.peers.PaperScript;
import io.rollcall.bench.peers.Peer;
import io.rollcall.bench.peers.PeerRun;
import io.rollcall.bench.peers.PlainPoller;
import io.rollcall.bench.receive.LineReceiver;
import io.rollcall.bench.time.PatientClock;
import io.rollcall.sim.Simulator;
import io.rollcall.sim.SimulatorOptions;
import io.rollcall.sim.drift.DriftModel;
import io.rollcall.sim.event.StreamKind;
import io.rollcall.sim.truth.TruthEntry;
import io.rollcall.sim.truth.TruthQuery;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The models of other collectors side by side over the same simulated API, and the roll call of what each has delivered.
 *
 * @param folder for files
 * @param drift how late events become visible
 * @param days events happen for; the collectors go on for a day more
 */
record Contest(Path folder, DriftModel drift, int days) {

    static final Duration INTERVAL = Duration.ofMinutes(15);
    static final Duration HOLD_BACK = Duration.ofMinutes(30);
    static final Duration OVERLAP = Duration.ofHours(1);
    static final int REMEMBERED = 50;
    static final int EVENTS_AN_HOUR = 60;

    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    /**
     * What the roll call of a collector has found.
     *
     * @param expected what is so by the receiver's and the simulator's own count
     * @param latest lateness of the latest event that is missing
     */
    record Outcome(String collector, Counts found, Counts expected, Duration latest) {
        boolean isRight() {
            return found.equals(expected);
        }
    }

    List<Outcome> run() throws Exception {
        PatientClock clock = new PatientClock(START);
        Instant end = START.plus(Duration.ofDays(days + 1L));
        List<Outcome> outcomes = new ArrayList<>();
        try (Simulator simulator = Simulator.start(options(clock))) {
            List<Entrant> entrants = entrants(simulator, clock);
            clock.run(entrants.stream()
                    .map(entrant -> (PatientClock.Work) () -> new PeerRun(entrant.peer(), clock).until(end))
                    .toList());
            List<TruthEntry> truth = simulator.truth().entries(TruthQuery.ALL.shownBefore(end));
            Path file = write(truth);
            for (Entrant entrant : entrants) {
                entrant.copy().close();
                outcomes.add(judge(entrant, truth, file));
                entrant.receiver().close();
            }
        }
        return outcomes;
    }

    private SimulatorOptions options(PatientClock clock) {
        return SimulatorOptions.builder()
                .only(StreamKind.ENTRA_INTERACTIVE)
                .drift(drift)
                .eventsPerSecond(EVENTS_AN_HOUR / 3600.0)
                .start(START)
                .history(Duration.ZERO)
                .generationEnd(Duration.ofDays(days))
                .revisionProbability(0)
                .clock(clock)
                .build();
    }

    /** A collector with its receiver, and the file of what that got. */
    private record Entrant(Peer peer, LineReceiver receiver, OutputStream copy, Path file) {}

    private List<Entrant> entrants(Simulator simulator, PatientClock clock) throws IOException {
        Account account = new Account(
                simulator.baseUri(),
                SimulatorOptions.defaultTenant().id(),
                SimulatorOptions.DEFAULT_CLIENT_ID,
                SimulatorOptions.DEFAULT_CLIENT_SECRET);
        return List.of(
                entrant("newest", to -> new PlainPoller(account, to, INTERVAL, START, clock)),
                entrant("hold-back", to -> new HoldBackPoller(account, to, HOLD_BACK, INTERVAL, START, clock)),
                entrant("overlap", to -> new OverlapPoller(account, to, OVERLAP, REMEMBERED, INTERVAL, clock)),
                entrant("paper", to -> new PaperScript(account, to, OVERLAP, INTERVAL, clock)));
    }

    private interface Maker {
        Peer sendingTo(InetSocketAddress receiver);
    }

    private Entrant entrant(String name, Maker maker) throws IOException {
        Path file = folder.resolve(name + ".ndjson");
        OutputStream copy = new BufferedOutputStream(Files.newOutputStream(file));
        LineReceiver receiver = new LineReceiver(copy);
        return new Entrant(
                maker.sendingTo(new InetSocketAddress(receiver.host(), receiver.port())), receiver, copy, file);
    }

    private Path write(List<TruthEntry> truth) throws IOException {
        return Files.write(
                folder.resolve("truth.ndjson"),
                truth.stream().map(entry -> entry.json().toString()).toList());
    }

    private Outcome judge(Entrant entrant, List<TruthEntry> truth, Path file)
            throws Unreadable, IOException, InterruptedException {
        Report report = new Audit(new RollCall(Period.ALL, 0, false), folder, Progress.NONE)
                .of(FileSide.of(file, SideOptions.NONE), FileSide.of(entrant.file(), SideOptions.NONE));
        return new Outcome(
                entrant.peer().name(),
                report.total(),
                expected(truth, entrant.receiver().copiesById()),
                report.result().lateness().max());
    }

    /** Counted with the receiver's own table. */
    private static Counts expected(List<TruthEntry> truth, Map<String, Integer> copies) {
        long present =
                truth.stream().filter(entry -> copies.containsKey(entry.key())).count();
        long records = copies.values().stream().mapToLong(Integer::longValue).sum();
        return new Counts(present, truth.size() - present, copies.size() - present, records - copies.size(), 0);
    }
}
