package io.rollcall.verify.crash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rollcall.bench.receive.ServerCertificate;
import io.rollcall.engine.time.Clock;
import io.rollcall.ledger.PostgresServer;
import io.rollcall.sim.Simulator;
import io.rollcall.sim.SimulatorOptions;
import io.rollcall.sim.fault.Fault;
import io.rollcall.sim.fault.FaultKind;
import io.rollcall.sim.fault.FaultRule;
import io.rollcall.sim.truth.TruthEntry;
import io.rollcall.sim.truth.TruthQuery;
import io.rollcall.verify.balance.Balance;
import io.rollcall.verify.balance.Expected;
import io.rollcall.verify.balance.Received;
import io.rollcall.verify.crash.FaultProxy.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The real program collects from the simulator and delivers over TLS, through a proxy, to a real rsyslog; and for a while
 * everything that can go wrong between them does, at random: collectors, the receiver and the ledger's database are killed, a collector stands
 * still and goes on, its disk is full, its configuration is read again, the network cuts, swallows, delays and resets, tokens expire,
 * the APIs throttle, break off and answer rubbish. Then there is calm, the program runs once to its end, and what the receivers have is
 * compared with the truth.
 */
final class ChaosTrial {

    private static final double EVENTS_PER_SECOND = 20;
    private static final double FAULTY = 0.03;
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** Faults after which nothing is lost for good. */
    private static final List<FaultKind> FAULTS = List.of(
            FaultKind.THROTTLED,
            FaultKind.SERVICE_UNAVAILABLE,
            FaultKind.GATEWAY_TIMEOUT,
            FaultKind.HTML_ERROR,
            FaultKind.UNAUTHORIZED,
            FaultKind.GARBLED_ERROR,
            FaultKind.SELF_LINK,
            FaultKind.FOREIGN_LINK,
            FaultKind.TRUNCATED_BODY,
            FaultKind.CONNECTION_RESET);

    private static final List<Mode> TROUBLES =
            List.of(Mode.BLACK_HOLE, Mode.HALF_OPEN, Mode.TRICKLE, Mode.REFUSE, Mode.RESET_MIDWAY);

    private static final String ARCHIVE = "archive.ndjson";

    /** Trouble comes before a file system has room for so much more. */
    private static final long DISK_BYTES = 64 * 1024;

    private final Scene scene;
    private final Duration length;
    private final long seed;
    private final Path directory;
    private final Clock clock;
    private final Consumer<String> progress;
    private final Random random;
    private final HeapLog heaps;
    private final Instant begun;
    private int kills;
    private int faults;

    /**
     * @param length how long things go wrong
     * @param progress told of each thing
     */
    ChaosTrial(Scene scene, Duration length, long seed, Path directory, Clock clock, Consumer<String> progress) {
        this.scene = scene;
        this.length = length;
        this.seed = seed;
        this.directory = directory;
        this.clock = clock;
        this.progress = progress;
        this.random = new Random(seed);
        this.heaps = new HeapLog(directory);
        this.begun = clock.now();
    }

    ChaosOutcome run() throws Exception {
        ServerCertificate certificate = ServerCertificate.make(directory);
        try (Rsyslog receiver = new Rsyslog(directory, certificate, clock);
                FaultProxy network = new FaultProxy(receiver::port);
                Simulator simulator = Simulator.start(Collected.simulator(seed, clock.now(), EVENTS_PER_SECOND)
                        .tokenLifetime(Duration.ofSeconds(90))
                        .build())) {
            receiver.start();
            for (String collector : scene.collectors()) {
                Files.writeString(
                        directory.resolve(collector + ".yaml"),
                        configuration(collector, simulator, certificate, network.port()));
            }
            Program program = new Program(directory, environment());
            try (Fleet fleet = new Fleet(program, scene.collectors(), clock)) {
                fleet.start();
                disturb(fleet, receiver, network, simulator);
            }
            network.mode(Mode.PASS);
            simulator.replaceFaults(List.of());
            Instant due = simulator.clock().instant();
            finish(program);
            return count(simulator, receiver, due);
        }
    }

    private String configuration(String collector, Simulator simulator, ServerCertificate certificate, int port) {
        return new Collected(KillPlan.EVERYTHING, length.plusMinutes(5), Duration.ofSeconds(2))
                .configuration(
                        scene.ledger(collector),
                        scene.hasArchive() ? Optional.of(ARCHIVE) : Optional.empty(),
                        simulator,
                        certificate,
                        List.of(
                                "address: 127.0.0.1:" + port,
                                "connect_timeout: 3s",
                                "write_timeout: 3s",
                                "receipt_timeout: 3s"));
    }

    private Map<String, String> environment() {
        Map<String, String> variables = new HashMap<>(scene.secrets());
        variables.put("CLIENT_SECRET", SimulatorOptions.DEFAULT_CLIENT_SECRET);
        variables.put("JDK_JAVA_OPTIONS", "-Xmx256m " + heaps.javaOption());
        return variables;
    }

    private void disturb(Fleet fleet, Rsyslog receiver, FaultProxy network, Simulator simulator) throws Exception {
        Instant end = begun.plus(length);
        while (clock.now().isBefore(end)) {
            clock.sleep(Duration.ofMillis(500 + random.nextInt(4000)));
            fleet.revive();
            int draw = random.nextInt(16);
            int one = random.nextInt(fleet.size());
            if (draw < 3) {
                fleet.kill(one);
                killed("a collector");
            } else if (draw < 4) {
                receiver.kill();
                clock.sleep(upTo(1500));
                receiver.start();
                killed("the receiver");
            } else if (draw < 8) {
                Mode mode = TROUBLES.get(random.nextInt(TROUBLES.size()));
                wrong("network: " + mode);
                network.mode(mode);
                clock.sleep(upTo(5000).plusMillis(500));
                network.mode(Mode.PASS);
            } else if (draw < 11) {
                FaultKind kind = FAULTS.get(random.nextInt(FAULTS.size()));
                wrong("APIs: " + kind);
                simulator.replaceFaults(List.of(FaultRule.sometimes(FAULTY, "", Fault.of(kind))));
            } else if (draw < 13) {
                wrong("a collector stands still");
                fleet.pause(one, upTo(12_000));
            } else if (draw < 14) {
                wrong("a configuration is read again");
                fleet.hangUp(one);
            } else {
                attackStorage(fleet, one);
            }
        }
        fleet.killAll();
        killed("all collectors");
    }

    /** Kills the server the ledger is in; where it is a file, fills the disk instead. */
    private void attackStorage(Fleet fleet, int one) throws Exception {
        if (scene.server().isPresent()) {
            PostgresServer server = scene.server().get();
            server.kill();
            clock.sleep(upTo(4000));
            server.start();
            killed("PostgreSQL");
        } else {
            wrong("the disk is full");
            fleet.fillDisk(
                    one,
                    DISK_BYTES + random.nextInt((int) DISK_BYTES),
                    upTo(4000).plusMillis(500));
        }
    }

    private Duration upTo(int millis) {
        return Duration.ofMillis(random.nextInt(millis));
    }

    private void killed(String what) {
        kills++;
        tell("killed " + what);
    }

    private void wrong(String what) {
        faults++;
        tell(what);
    }

    /** Runs until nothing is set aside any more: what could not be read three times is tried again a minute or more later. */
    private void finish(Program program) throws IOException, InterruptedException {
        Instant latest = clock.now().plus(PATIENCE);
        runOnce(program);
        while (setAside(program) > 0 && clock.now().isBefore(latest)) {
            clock.sleep(Duration.ofSeconds(15));
            runOnce(program);
        }
    }

    private void runOnce(Program program) throws IOException, InterruptedException {
        Program.Ending run = program.run("run", "--config", scene.collectors().get(0) + ".yaml", "--once", "--json");
        if (run.exitCode() != 0) {
            throw new IllegalStateException(
                    "the last run was not complete: exit code " + run.exitCode() + "\n" + run.out() + run.err());
        }
        tell("last run: " + run.out().trim());
    }

    /** Items in quarantine and windows that could not be read. */
    private int setAside(Program program) throws IOException, InterruptedException {
        Program.Ending status =
                program.run("status", "--config", scene.collectors().get(0) + ".yaml", "--json");
        int setAside = 0;
        for (JsonNode stream : MAPPER.readTree(status.out()).path("streams")) {
            setAside += stream.path("quarantined").asInt()
                    + stream.path("unreadable_windows").asInt();
        }
        if (setAside > 0) {
            tell(setAside + " things are set aside and will be tried again");
        }
        return setAside;
    }

    private ChaosOutcome count(Simulator simulator, Rsyslog receiver, Instant due) throws IOException {
        List<TruthEntry> truth = simulator.truth().entries(TruthQuery.ALL);
        Expected expected = Expected.of(truth, due, simulator.clock().instant(), unused -> true);
        List<Balance> balances = new ArrayList<>(List.of(Balance.of(expected, receiver.received())));
        if (scene.hasArchive()) {
            Received archive = new Received();
            Files.readAllLines(directory.resolve(ARCHIVE)).forEach(archive::add);
            balances.add(Balance.of(expected, archive));
        }
        balances.stream()
                .filter(balance ->
                        !balance.missing().isEmpty() || !balance.invented().isEmpty())
                .forEach(balance -> progress.accept(balance.toString()));
        return ChaosOutcome.of(
                expected.required(),
                truth.stream().map(TruthEntry::key).collect(Collectors.toSet()),
                balances,
                kills,
                faults,
                heaps.most(),
                seed,
                Duration.between(begun, clock.now()));
    }

    private void tell(String what) {
        progress.accept(Duration.between(begun, clock.now()).toSeconds() + " s: " + what);
    }
}
