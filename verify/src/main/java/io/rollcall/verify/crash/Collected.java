package io.rollcall.verify.crash;

import io.rollcall.sim.Simulator;
import io.rollcall.sim.SimulatorOptions;
import io.rollcall.sim.drift.DriftModel;
import io.rollcall.sim.odata.ReportOptions;
import io.rollcall.sim.office365.Office365Options;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a crash trial collects: the simulator's events, late by seconds, and the accounts that read them.
 *
 * @param overlap how far back every sweep reads; longer than a trial's events are late, so that each look shows all that is new
 * @param every time between sweeps, whole seconds
 */
record Collected(List<String> definitions, Duration overlap, Duration every) {

    private static final Duration HISTORY = Duration.ofMinutes(2);
    private static final double SLOW_SHARE = 0.1;
    private static final long SLOW_MILLIS = 40_000;
    private static final long USUAL_MILLIS = 3_000;

    Collected {
        definitions = List.copyOf(definitions);
    }

    /** Of a simulator without rate limits whose events are mostly some seconds late, and 40 at most for one in ten. */
    static SimulatorOptions.Builder simulator(long seed, Instant start, double eventsPerSecond) {
        return SimulatorOptions.builder()
                .seed(seed)
                .start(start)
                .history(HISTORY)
                .eventsPerSecond(eventsPerSecond)
                .drift(DriftModel.of(
                        "seconds",
                        (sinceStart, draws) -> Duration.ofMillis((long)
                                (draws.chance(SLOW_SHARE)
                                        ? SLOW_MILLIS * draws.uniform()
                                        : USUAL_MILLIS * draws.exponential()))))
                .revisionProbability(0.02)
                .reports(ReportOptions.builder().withoutRateLimit().build())
                .office365(Office365Options.builder()
                        .slot(Duration.ofSeconds(3))
                        .withoutRateLimit()
                        .build());
    }

    /**
     * A configuration file.
     *
     * @param ledger lines that say where the ledger is
     * @param targets where events go; two and more are fed from a spool
     */
    String configuration(String ledger, List<Target> targets, Simulator simulator) {
        StringBuilder yaml = new StringBuilder(ledger);
        yaml.append(targets.size() == 1 ? "sink:\n" : "sinks:\n");
        for (Target target : targets) {
            String indent = targets.size() == 1 ? "  " : "    ";
            yaml.append(targets.size() == 1 ? "" : "  " + target.name() + ":\n");
            target.options()
                    .forEach(option -> yaml.append(indent).append(option).append('\n'));
        }
        yaml.append("accounts:\n");
        for (String definition : definitions) {
            yaml.append(String.join(
                    "\n",
                    "  " + definition + "-of-contoso:",
                    "    use: " + definition,
                    "    tenant: " + SimulatorOptions.defaultTenant().id(),
                    "    client_id: " + SimulatorOptions.DEFAULT_CLIENT_ID,
                    "    client_secret: ${env:CLIENT_SECRET}",
                    "    base_url: " + simulator.baseUri(),
                    "    login_url: " + simulator.baseUri(),
                    "    initial_lookback: 1h",
                    "    overlap: " + overlap.toMinutes() + "m",
                    "    every: " + every.toSeconds() + "s\n"));
        }
        return yaml.toString();
    }
}
