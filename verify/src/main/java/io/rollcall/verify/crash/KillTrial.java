package io.rollcall.verify.crash;

import io.rollcall.bench.receive.ServerCertificate;
import io.rollcall.engine.time.Clock;
import io.rollcall.sim.Simulator;
import io.rollcall.sim.SimulatorOptions;
import io.rollcall.sim.event.StreamKind;
import io.rollcall.sim.truth.TruthEntry;
import io.rollcall.sim.truth.TruthQuery;
import io.rollcall.verify.balance.Balance;
import io.rollcall.verify.balance.Expected;
import io.rollcall.verify.balance.Received;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The real program collects from the simulator and delivers over TLS to a real rsyslog, and both are killed at random moments.
 * Then it runs once to its end, and what the receiver has is compared with the truth.
 */
public final class KillTrial {

    private static final Duration OVERLAP = Duration.ofMinutes(10);
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration SETTLING = Duration.ofMillis(200);
    private static final int KILLED = 128 + 9;

    private final KillPlan plan;
    private final Path directory;
    private final Clock clock;
    private final Consumer<String> progress;
    private final Random random;
    private final Instant begun;

    /** @param progress told of each kill */
    public KillTrial(KillPlan plan, Path directory, Clock clock, Consumer<String> progress) {
        this.plan = plan;
        this.directory = directory;
        this.clock = clock;
        this.progress = progress;
        this.begun = clock.now();
        this.random = new Random(plan.seed());
    }

    /** What this machine lacks to run a trial, and how to get it; empty if nothing. */
    public static Optional<String> lacking() {
        return Rsyslog.lacking();
    }

    /** @throws IllegalStateException if the program ended otherwise than by a kill; the message has its last words */
    public KillOutcome run() throws Exception {
        ServerCertificate certificate = ServerCertificate.make(directory);
        try (Rsyslog receiver = new Rsyslog(directory, certificate, clock);
                Simulator simulator =
                        Simulator.start(Collected.simulator(plan.seed(), clock.now(), plan.eventsPerSecond())
                                .shares(shares())
                                .build())) {
            receiver.start();
            Files.writeString(
                    directory.resolve("rollcall.yaml"),
                    new Collected(plan.definitions(), OVERLAP, EVERY)
                            .configuration(
                                    "ledger: ledger.db\n", List.of(receiver.target(receiver.port())), simulator));
            Program program = new Program(directory, Map.of("CLIENT_SECRET", SimulatorOptions.DEFAULT_CLIENT_SECRET));
            CompletableFuture<Void> receiverKills = CompletableFuture.runAsync(() -> killReceiver(receiver));
            killCollector(program, receiver);
            join(receiverKills);
            Instant due = simulator.clock().instant();
            markAsNew(receiver);
            finish(program);
            return count(simulator, receiver, due, Duration.between(begun, clock.now()));
        }
    }

    private Map<StreamKind, Double> shares() {
        return Arrays.stream(StreamKind.values())
                .filter(kind -> plan.definitions().stream()
                        .anyMatch(definition ->
                                kind.streamName().startsWith(definition.replace("-management", "") + "/")))
                .collect(Collectors.toMap(kind -> kind, kind -> 1.0));
    }

    /** Kills the collector at moments of all kinds: while it starts, and while it delivers. */
    private void killCollector(Program program, Rsyslog receiver) throws Exception {
        for (int kill = 1; kill <= plan.kills(); kill++) {
            long before = receiver.receivedBytes();
            Process collector = program.start(log(), "run", "--config", "rollcall.yaml");
            markAsNew(receiver);
            boolean isAtStart = random.nextInt(5) == 0;
            if (!isAtStart) {
                awaitGrowth(receiver, before, collector);
            }
            clock.sleep(Duration.ofMillis(random.nextInt(isAtStart ? 2000 : 1000)));
            int exitCode = collector.destroyForcibly().onExit().get().exitValue();
            if (exitCode != KILLED) {
                throw new IllegalStateException(
                        "the collector ended by itself, with exit code " + exitCode + ":\n" + lastWords());
            }
            tell("kill " + kill + " of the collector; the receiver has " + receiver.receivedBytes() + " bytes");
        }
    }

    /** Waits until something arrives; if nothing does for long, there may be nothing new. */
    private void awaitGrowth(Rsyslog receiver, long before, Process collector) throws Exception {
        Instant deadline = clock.now().plus(PATIENCE);
        while (receiver.receivedBytes() == before
                && collector.isAlive()
                && clock.now().isBefore(deadline)) {
            clock.sleep(Duration.ofMillis(5));
        }
    }

    /** What a killed collector had sent has arrived before its successor has so much as started. */
    private void markAsNew(Rsyslog receiver) throws IOException, InterruptedException {
        clock.sleep(SETTLING);
        receiver.mark();
    }

    private void killReceiver(Rsyslog receiver) {
        Random moments = new Random(plan.seed() + 1);
        int spread = 6000 * plan.kills() / Math.max(1, plan.receiverKills());
        try {
            for (int kill = 1; kill <= plan.receiverKills(); kill++) {
                clock.sleep(Duration.ofMillis(500 + moments.nextInt(spread)));
                receiver.kill();
                clock.sleep(Duration.ofMillis(moments.nextInt(1000)));
                receiver.start();
                tell("kill " + kill + " of the receiver");
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted before the receiver was killed often enough", e);
        }
    }

    private static void join(CompletableFuture<Void> task) throws Exception {
        try {
            task.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the receiver could not be killed and started as planned", e.getCause());
        }
    }

    private void finish(Program program) throws IOException, InterruptedException {
        Program.Ending run = program.run("run", "--config", "rollcall.yaml", "--once", "--json");
        if (run.exitCode() != 0) {
            throw new IllegalStateException(
                    "the last run was not complete: exit code " + run.exitCode() + "\n" + run.out() + run.err());
        }
        Program.Ending verify = program.run("state", "verify", "ledger.db");
        if (verify.exitCode() != 0) {
            throw new IllegalStateException("the ledger is damaged: " + verify.out() + verify.err());
        }
        tell("last run: " + run.out().trim());
    }

    private KillOutcome count(Simulator simulator, Rsyslog receiver, Instant due, Duration took) throws IOException {
        List<TruthEntry> truth = simulator.truth().entries(TruthQuery.ALL);
        Expected expected = Expected.of(truth, due, simulator.clock().instant(), unused -> true);
        Received received = receiver.received();
        return new KillOutcome(
                plan,
                expected.required().size(),
                Balance.of(expected, received),
                unexplained(receiver.receivedBetweenKills()),
                received.garbled().size(),
                took);
    }

    /** Copies too many that no kill explains. */
    private static int unexplained(List<Received> parts) {
        return parts.stream()
                .flatMap(part -> part.facts().values().stream())
                .mapToInt(copies -> copies - 1)
                .sum();
    }

    private void tell(String what) {
        progress.accept(Duration.between(begun, clock.now()).toSeconds() + " s: " + what);
    }

    private Path log() {
        return directory.resolve("rollcall.log");
    }

    private String lastWords() throws IOException {
        List<String> lines = Files.readAllLines(log());
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
    }
}
