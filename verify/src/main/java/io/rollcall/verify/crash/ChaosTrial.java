package io.rollcall.verify.crash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rollcall.engine.time.Clock;
import io.rollcall.sim.Simulator;
import io.rollcall.sim.SimulatorOptions;
import io.rollcall.sim.truth.TruthEntry;
import io.rollcall.sim.truth.TruthQuery;
import io.rollcall.verify.balance.Balance;
import io.rollcall.verify.balance.Expected;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The real program collects from the simulator and delivers, through a proxy, to a real receiver; and for a while
 * everything that can go wrong between them does, at random: collectors, the receiver and the ledger's database are killed, a collector stands
 * still and goes on, its clock is set, its disk is full, its configuration is read again, the network cuts, swallows, delays and resets, tokens
 * expire, the APIs throttle, break off and answer rubbish. Then there is calm, but for clocks, which stay as they are; the program runs once to
 * its end, and what the receivers have is compared with the truth.
 */
final class ChaosTrial {

    private static final double EVENTS_PER_SECOND = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Scene scene;
    private final Receiver receiver;
    private final Duration length;
    private final long seed;
    private final Path directory;
    private final Clock clock;
    private final Consumer<String> progress;
    private final HeapLog heaps;
    private final Instant begun;

    /**
     * @param receiver not started yet
     * @param length how long things go wrong
     * @param progress told of each thing
     */
    ChaosTrial(
            Scene scene,
            Receiver receiver,
            Duration length,
            long seed,
            Path directory,
            Clock clock,
            Consumer<String> progress) {
        this.scene = scene;
        this.receiver = receiver;
        this.length = length;
        this.seed = seed;
        this.directory = directory;
        this.clock = clock;
        this.progress = progress;
        this.heaps = new HeapLog(directory);
        this.begun = clock.now();
    }

    ChaosOutcome run() throws Exception {
        receiver.start();
        try (FaultProxy network = new FaultProxy(receiver::port);
                Simulator simulator = Simulator.start(Collected.simulator(seed, clock.now(), EVENTS_PER_SECOND)
                        .tokenLifetime(Duration.ofSeconds(90))
                        .build())) {
            List<Target> targets = receiver.targets(network.port()).subList(0, scene.sinks());
            for (String collector : scene.collectors()) {
                Files.writeString(file(collector), configuration(collector, targets, simulator));
            }
            try (Fleet fleet = new Fleet(new Program(directory, environment()), scene.collectors(), clock)) {
                Trouble trouble = new Trouble(
                        new Trouble.Stage(fleet, receiver, network, simulator, scene.server()),
                        new Random(seed),
                        clock,
                        this::tell);
                Instant end = clock.steady().plus(length);
                trouble.begin();
                while (clock.steady().isBefore(end)) {
                    trouble.next();
                }
                trouble.end();
                Instant due = simulator.clock().instant();
                finish(fleet.program(0));
                return count(simulator, targets, due, trouble);
            }
        }
    }

    private Path file(String collector) {
        return directory.resolve(collector + ".yaml");
    }

    private String configuration(String collector, List<Target> targets, Simulator simulator) {
        return new Collected(KillPlan.EVERYTHING, length.plusMinutes(5), Duration.ofSeconds(2))
                .configuration(scene.ledger(collector), targets, simulator);
    }

    private Map<String, String> environment() {
        Map<String, String> variables = new HashMap<>(scene.secrets());
        variables.put("CLIENT_SECRET", SimulatorOptions.DEFAULT_CLIENT_SECRET);
        variables.put("JDK_JAVA_OPTIONS", "-Xmx256m " + heaps.javaOption());
        return variables;
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
        Program.Ending run = program.run("run", "--config", first(), "--once", "--json");
        if (run.exitCode() != 0) {
            throw new IllegalStateException(
                    "the last run was not complete: exit code " + run.exitCode() + "\n" + run.out() + run.err());
        }
        tell("last run: " + run.out().trim());
    }

    private String first() {
        return file(scene.collectors().get(0)).toString();
    }

    /** Items in quarantine and windows that could not be read. */
    private int setAside(Program program) throws IOException, InterruptedException {
        Program.Ending status = program.run("status", "--config", first(), "--json");
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

    private ChaosOutcome count(Simulator simulator, List<Target> targets, Instant due, Trouble trouble)
            throws Exception {
        List<TruthEntry> truth = simulator.truth().entries(TruthQuery.ALL);
        Expected expected = Expected.of(truth, due, simulator.clock().instant(), unused -> true);
        Map<Target, Balance> found = new LinkedHashMap<>();
        for (Target target : targets) {
            Balance balance = Balance.of(expected, target.copy().read());
            found.put(target, balance);
            tell(target.name() + ": " + balance);
        }
        return ChaosOutcome.of(
                expected.required(),
                truth.stream().map(TruthEntry::key).collect(Collectors.toSet()),
                found,
                trouble.kills(),
                trouble.faults(),
                heaps.most(),
                seed,
                Duration.between(begun, clock.now()));
    }

    private void tell(String what) {
        progress.accept(Duration.between(begun, clock.now()).toSeconds() + " s: " + what);
    }
}
