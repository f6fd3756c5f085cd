package io.rollcall.app;

import io.rollcall.engine.time.SystemClock;
import io.rollcall.sim.Simulator;
import io.rollcall.sim.SimulatorOptions;
import io.rollcall.sim.drift.DriftModel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code rollcall simulate}: the vendor APIs, made up, with a record of the truth. */
@Command(
        name = "simulate",
        description = "Serves made-up vendor APIs whose truth is known, until stopped.",
        mixinStandardHelpOptions = true)
final class SimulateCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Option(names = "--port", defaultValue = "8080", description = "Port on the loopback address; 0 picks one.")
    private int port;

    @Option(names = "--seed", defaultValue = "1", description = "Equal seeds give equal events.")
    private long seed;

    @Option(names = "--drift", paramLabel = "MODEL", defaultValue = "steady", description = "How late events are.")
    private String drift = "steady";

    @Option(names = "--events-per-second", paramLabel = "R", defaultValue = "1", description = "In simulated time.")
    private double eventsPerSecond;

    @Option(names = "--time-scale", paramLabel = "X", defaultValue = "1", description = "Simulated per real seconds.")
    private double timeScale;

    @Option(names = "--history", paramLabel = "SECONDS", defaultValue = "3600", description = "Already there at start.")
    private long historySeconds;

    @Option(names = "--truth", paramLabel = "FILE", required = true, description = "Where the truth is written.")
    private Path truth = Path.of("truth.ndjson");

    @Override
    public Integer call() throws InterruptedException {
        Simulator simulator = Simulator.start(options());
        Runtime.getRuntime().addShutdownHook(new Thread(simulator::close, "close-simulator"));
        System.out.println(
                "Serving " + simulator.baseUri() + " (base_url and login_url of every Microsoft definition)");
        System.out.println("tenant " + SimulatorOptions.defaultTenant().id() + ", client "
                + SimulatorOptions.DEFAULT_CLIENT_ID + ", secret " + SimulatorOptions.DEFAULT_CLIENT_SECRET);
        new CountDownLatch(1).await();
        return 0;
    }

    private SimulatorOptions options() {
        try {
            return SimulatorOptions.builder()
                    .port(port)
                    .seed(seed)
                    .drift(DriftModel.named(drift))
                    .eventsPerSecond(eventsPerSecond)
                    .timeScale(timeScale)
                    .start(new SystemClock().now())
                    .history(Duration.ofSeconds(historySeconds))
                    .truthFile(truth)
                    .build();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
