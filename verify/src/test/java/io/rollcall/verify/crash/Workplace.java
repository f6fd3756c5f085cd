package io.rollcall.verify.crash;

import io.rollcall.engine.time.SystemClock;
import io.rollcall.sim.Simulator;
import io.rollcall.sim.SimulatorOptions;
import io.rollcall.sim.drift.DriftModel;
import io.rollcall.sim.event.StreamKind;
import io.rollcall.sim.office365.Office365Options;
import io.rollcall.sim.truth.TruthQuery;
import io.rollcall.verify.balance.Balance;
import io.rollcall.verify.balance.Expected;
import io.rollcall.verify.balance.Received;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A directory with a configuration, a simulator whose events have all happened, and the program that collects them into a file. */
public final class Workplace implements AutoCloseable {

    private static final Duration HISTORY = Duration.ofHours(2);

    private final Path directory;
    private final Simulator simulator;
    private final Program program;

    /** @param events how many have happened, about */
    public Workplace(Path directory, String ledger, int events) throws IOException {
        this(directory, ledger, events, Duration.ofSeconds(10));
    }

    /** @param blob how much time the events of one content blob, which is one page, happened in */
    public Workplace(Path directory, String ledger, int events, Duration blob) throws IOException {
        this(directory, ledger, events, blob, "sink: {kind: file, path: events.ndjson, fsync: false}");
    }

    /** @param sinks the lines of the configuration that say where events go */
    public Workplace(Path directory, String ledger, int events, Duration blob, String... sinks) throws IOException {
        this.directory = directory;
        this.simulator = Simulator.start(SimulatorOptions.builder()
                .start(new SystemClock().now())
                .history(HISTORY)
                .generationEnd(blob.plusMinutes(1).negated())
                .drift(DriftModel.named("none"))
                .only(StreamKind.OFFICE365_EXCHANGE)
                .eventsPerSecond((double) events / HISTORY.toSeconds())
                .office365(Office365Options.builder()
                        .slot(blob)
                        .withoutRateLimit()
                        .lateListing(0, Duration.ZERO)
                        .repeatProbability(0)
                        .build())
                .build());
        this.program = new Program(directory, Map.of("CLIENT_SECRET", SimulatorOptions.DEFAULT_CLIENT_SECRET));
        Files.writeString(directory.resolve("rollcall.yaml"), configuration(ledger, String.join("\n", sinks)));
    }

    private String configuration(String ledger, String sinks) {
        return String.join(
                "\n",
                "ledger: " + ledger,
                sinks,
                "accounts:",
                "  contoso:",
                "    use: office365-management",
                "    streams: [Audit.Exchange]",
                "    every: 1s",
                "    tenant: " + SimulatorOptions.defaultTenant().id(),
                "    client_id: " + SimulatorOptions.DEFAULT_CLIENT_ID,
                "    client_secret: ${env:CLIENT_SECRET}",
                "    base_url: " + simulator.baseUri(),
                "    login_url: " + simulator.baseUri(),
                "");
    }

    /** What collects here. */
    public Program program() {
        return program;
    }

    /** A file here. */
    public Path file(String name) {
        return directory.resolve(name);
    }

    /** Number of events that have arrived, repeats included. */
    public int delivered() throws IOException {
        return received().facts().values().stream().mapToInt(Integer::intValue).sum();
    }

    private Received received() throws IOException {
        return received(List.of("events.ndjson"));
    }

    private Received received(List<String> names) throws IOException {
        Received received = new Received();
        for (String name : names) {
            Path events = directory.resolve(name);
            if (Files.exists(events)) {
                Files.readAllLines(events).forEach(received::add);
            }
        }
        return received;
    }

    /** What has arrived against what happened. */
    public Balance balance() throws IOException {
        return balance(List.of("events.ndjson"));
    }

    /** What has arrived in files against what happened. */
    public Balance balance(List<String> names) throws IOException {
        Instant now = simulator.clock().instant();
        return Balance.of(
                Expected.of(simulator.truth().entries(TruthQuery.ALL), now, now, unused -> true), received(names));
    }

    @Override
    public void close() {
        simulator.close();
    }
}
