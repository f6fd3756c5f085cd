package io.rollcall.sim;

import io.rollcall.sim.clock.SimulatedClock;
import io.rollcall.sim.drift.DriftModel;
import io.rollcall.sim.event.StreamKind;
import io.rollcall.sim.fault.FaultRule;
import io.rollcall.sim.oauth.ClientRegistration;
import io.rollcall.sim.oauth.Tenant;
import io.rollcall.sim.odata.ReportOptions;
import io.rollcall.sim.office365.Office365Options;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Everything that can be chosen about a simulation. Times are simulated unless they say otherwise.
 *
 * @param port 0 for any free port
 * @param seed the one number on which all events, records and faults depend
 * @param eventsPerSecond mean rate of one tenant over all its streams
 * @param timeScale simulated seconds per real second; not used if a clock is given
 * @param start simulated time at which the simulation starts
 * @param history time before the start over which events have already happened
 * @param generationEnd time after the start at which events stop happening
 * @param truthFile where to write the truth
 * @param shares weight of each populated stream
 * @param revisionProbability share of sign-ins that are served again with changed content
 * @param tokenLifetime time for which access tokens are good
 * @param clockSkew how far the clock of the APIs is ahead of true simulated time
 * @param clock clock to use instead of one that runs at the time scale
 * @param gzip whether to compress for clients that accept it
 */
public record SimulatorOptions(
        int port,
        long seed,
        DriftModel drift,
        double eventsPerSecond,
        double timeScale,
        Instant start,
        Duration history,
        Optional<Duration> generationEnd,
        Optional<Path> truthFile,
        List<FaultRule> faults,
        List<Tenant> tenants,
        List<ClientRegistration> clients,
        Map<StreamKind, Double> shares,
        double revisionProbability,
        Duration tokenLifetime,
        Duration clockSkew,
        Optional<SimulatedClock> clock,
        ReportOptions reports,
        Office365Options office365,
        boolean gzip) {

    /** Application id of the default client. */
    public static final String DEFAULT_CLIENT_ID = "aaaaaaaa-0000-4000-8000-000000000001";
    /** Secret of the default client. */
    public static final String DEFAULT_CLIENT_SECRET = "simulator-secret~1";

    public SimulatorOptions {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port must be 0 to 65535, but is " + port);
        }
        if (!(timeScale > 0) || Double.isInfinite(timeScale)) {
            throw new IllegalArgumentException("time scale must be a positive number of simulated seconds per real"
                    + " second, but is " + timeScale);
        }
        if (!(eventsPerSecond >= 0)) {
            throw new IllegalArgumentException("events per second must not be negative, but are " + eventsPerSecond);
        }
        if (history.isNegative() || tokenLifetime.toSeconds() < 2) {
            throw new IllegalArgumentException("history must not be negative and tokens must live for 2 s or more,"
                    + " but they are " + history + " and " + tokenLifetime);
        }
        if (!(revisionProbability >= 0 && revisionProbability <= 1)) {
            throw new IllegalArgumentException("revision probability must be 0 to 1, but is " + revisionProbability);
        }
        faults = List.copyOf(faults);
        tenants = List.copyOf(tenants);
        clients = List.copyOf(clients);
        shares = Map.copyOf(shares);
    }

    /** Tenant that is there unless others are given. */
    public static Tenant defaultTenant() {
        return new Tenant("11111111-2222-4333-8444-555555555555", "contoso.example");
    }

    /** Client that is there unless others are given: a secret, and every role. */
    public static ClientRegistration defaultClient() {
        return ClientRegistration.withSecret(DEFAULT_CLIENT_ID, DEFAULT_CLIENT_SECRET);
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Collector of options; what is not set has the default that its method states. */
    public static final class Builder {
        private int port;
        private long seed = 1;
        private DriftModel drift = DriftModel.named("steady");
        private double eventsPerSecond = 10;
        private double timeScale = 1;
        private Instant start = Instant.parse("2026-03-02T08:00:00Z");
        private Duration history = Duration.ofHours(1);
        private Optional<Duration> generationEnd = Optional.empty();
        private Optional<Path> truthFile = Optional.empty();
        private List<FaultRule> faults = List.of();
        private List<Tenant> tenants = List.of(defaultTenant());
        private List<ClientRegistration> clients = List.of(defaultClient());
        private Map<StreamKind, Double> shares = Arrays.stream(StreamKind.values())
                .collect(Collectors.toUnmodifiableMap(stream -> stream, StreamKind::defaultShare));
        private double revisionProbability = 0.02;
        private Duration tokenLifetime = Duration.ofHours(1);
        private Duration clockSkew = Duration.ZERO;
        private Optional<SimulatedClock> clock = Optional.empty();
        private ReportOptions reports = ReportOptions.documented();
        private Office365Options office365 = Office365Options.documented();
        private boolean gzip = true;

        private Builder() {}

        /** Default: any free port. */
        public Builder port(int value) {
            port = value;
            return this;
        }

        /** Default: 1. */
        public Builder seed(long value) {
            seed = value;
            return this;
        }

        /** Default: steady. */
        public Builder drift(DriftModel value) {
            drift = value;
            return this;
        }

        /** Default: 10. */
        public Builder eventsPerSecond(double value) {
            eventsPerSecond = value;
            return this;
        }

        /** Default: 1. */
        public Builder timeScale(double value) {
            timeScale = value;
            return this;
        }

        /** Default: 2026-03-02T08:00:00Z, whatever the real time is. */
        public Builder start(Instant value) {
            start = value;
            return this;
        }

        /** Default: 1 hour. */
        public Builder history(Duration value) {
            history = value;
            return this;
        }

        /** Default: never. */
        public Builder generationEnd(Duration afterStart) {
            generationEnd = Optional.of(afterStart);
            return this;
        }

        /** Default: none. */
        public Builder truthFile(Path value) {
            truthFile = Optional.of(value);
            return this;
        }

        /** Default: none. */
        public Builder faults(List<FaultRule> value) {
            faults = value;
            return this;
        }

        /** Default: {@link SimulatorOptions#defaultTenant}. */
        public Builder tenants(List<Tenant> value) {
            tenants = value;
            return this;
        }

        /** Default: {@link SimulatorOptions#defaultClient}. */
        public Builder clients(List<ClientRegistration> value) {
            clients = value;
            return this;
        }

        /** Default: all streams with {@link StreamKind#defaultShare}. */
        public Builder shares(Map<StreamKind, Double> value) {
            shares = value;
            return this;
        }

        /** The only populated streams, with equal shares. */
        public Builder only(StreamKind... streams) {
            shares = Arrays.stream(streams).collect(Collectors.toUnmodifiableMap(stream -> stream, stream -> 1.0));
            return this;
        }

        /** Default: 0.02. */
        public Builder revisionProbability(double value) {
            revisionProbability = value;
            return this;
        }

        /** Default: 1 hour. */
        public Builder tokenLifetime(Duration value) {
            tokenLifetime = value;
            return this;
        }

        /** Default: none. */
        public Builder clockSkew(Duration value) {
            clockSkew = value;
            return this;
        }

        /** Default: a clock that runs at the time scale. */
        public Builder clock(SimulatedClock value) {
            clock = Optional.of(value);
            return this;
        }

        /** Default: as documented by Microsoft. */
        public Builder reports(ReportOptions value) {
            reports = value;
            return this;
        }

        /** Default: as documented by Microsoft. */
        public Builder office365(Office365Options value) {
            office365 = value;
            return this;
        }

        /** Default: on. */
        public Builder gzip(boolean value) {
            gzip = value;
            return this;
        }

        public SimulatorOptions build() {
            return new SimulatorOptions(
                    port,
                    seed,
                    drift,
                    eventsPerSecond,
                    timeScale,
                    start,
                    history,
                    generationEnd,
                    truthFile,
                    faults,
                    tenants,
                    clients,
                    shares,
                    revisionProbability,
                    tokenLifetime,
                    clockSkew,
                    clock,
                    reports,
                    office365,
                    gzip);
        }
    }
}
