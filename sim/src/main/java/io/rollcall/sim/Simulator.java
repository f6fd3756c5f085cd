package io.rollcall.sim;

import io.rollcall.sim.aadgraph.AadGraphApi;
import io.rollcall.sim.aadgraph.AadGraphRecords;
import io.rollcall.sim.clock.SimulatedClock;
import io.rollcall.sim.event.EventStore;
import io.rollcall.sim.event.Generation;
import io.rollcall.sim.event.RecordShape;
import io.rollcall.sim.event.StreamKind;
import io.rollcall.sim.event.Visibility;
import io.rollcall.sim.fault.FaultInjector;
import io.rollcall.sim.fault.FaultRule;
import io.rollcall.sim.http.HttpHandler;
import io.rollcall.sim.http.Statistics;
import io.rollcall.sim.http.StatisticsSnapshot;
import io.rollcall.sim.http.WebServer;
import io.rollcall.sim.msgraph.GraphApi;
import io.rollcall.sim.msgraph.GraphRecords;
import io.rollcall.sim.oauth.AccessTokens;
import io.rollcall.sim.oauth.Tenant;
import io.rollcall.sim.oauth.TenantDirectory;
import io.rollcall.sim.oauth.TokenEndpoint;
import io.rollcall.sim.office365.Office365Api;
import io.rollcall.sim.office365.Office365Publication;
import io.rollcall.sim.truth.Truth;
import io.rollcall.sim.truth.TruthEntry;
import io.rollcall.sim.truth.TruthFile;
import io.rollcall.sim.truth.Witness;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Running simulation of four Microsoft APIs under one base address. It depends on nothing but its options: the same
 * options give the same events, records and truth. Close it to stop the server and complete the truth file.
 */
public final class Simulator implements AutoCloseable {
    private static final Instant NEVER = Instant.parse("2200-01-01T00:00:00Z");

    private final SimulatedClock clock;
    private final Truth truth;
    private final Statistics statistics = new Statistics();
    private final FaultInjector faults;
    private final WebServer server;
    private final Optional<TruthFile> truthFile;

    private Simulator(SimulatorOptions options) {
        this.clock = options.clock()
                .orElseGet(() -> SimulatedClock.scaled(options.start(), options.timeScale(), System::nanoTime));
        this.faults = new FaultInjector(options.seed(), options.faults());
        InstantSource apiTime = () -> clock.instant().plus(options.clockSkew());
        Generation generation = generation(options);
        Office365Publication publication = new Office365Publication(generation, options.office365());
        Map<String, EventStore> stores = stores(options, generation, publication);
        this.truth = new Truth(stores.values(), witness(options.seed(), publication), clock);
        AccessTokens tokens = new AccessTokens(options.seed(), options.tokenLifetime(), apiTime);
        TenantDirectory directory = new TenantDirectory(options.tenants(), options.clients());
        Router router = new Router(
                new ControlApi(truth, statistics, faults),
                new GraphApi(options.seed(), options.reports(), byId(stores), tokens, apiTime),
                new Office365Api(publication, stores.values(), tokens, apiTime),
                new TokenEndpoint(directory, tokens, apiTime),
                new AadGraphApi(options.seed(), options.reports(), directory, byId(stores), tokens, apiTime));
        HttpHandler upToDate = request -> {
            stores.values().forEach(store -> store.advanceTo(request.arrivedAt()));
            return router.handle(request);
        };
        this.server = new WebServer(options.port(), upToDate, faults, statistics, clock, apiTime, options.gzip());
        this.truthFile = options.truthFile().map(path -> new TruthFile(truth, path));
    }

    /** Starts a simulation. @throws java.io.UncheckedIOException if the port or the truth file cannot be opened */
    public static Simulator start(SimulatorOptions options) {
        return new Simulator(options);
    }

    /** Address under which all APIs are served, without a slash at its end. */
    public URI baseUri() {
        return server.baseUri();
    }

    public SimulatedClock clock() {
        return clock;
    }

    public Truth truth() {
        return truth;
    }

    public StatisticsSnapshot statistics() {
        return statistics.snapshot();
    }

    /** Replaces all fault rules; matching requests are counted from 1 again. */
    public void replaceFaults(List<FaultRule> rules) {
        faults.replace(rules);
    }

    @Override
    public void close() {
        try {
            server.close();
        } finally {
            truthFile.ifPresent(TruthFile::close);
        }
    }

    private static Generation generation(SimulatorOptions options) {
        return new Generation(
                options.seed(),
                options.drift(),
                options.eventsPerSecond(),
                options.shares(),
                options.start().minus(options.history()),
                options.start(),
                options.generationEnd().map(options.start()::plus).orElse(NEVER),
                options.revisionProbability());
    }

    private static Map<String, EventStore> stores(
            SimulatorOptions options, Generation generation, Office365Publication publication) {
        Map<String, EventStore> stores = new LinkedHashMap<>();
        for (Tenant tenant : options.tenants()) {
            Map<StreamKind, Visibility> visibilities = new EnumMap<>(StreamKind.class);
            for (StreamKind stream : options.shares().keySet()) {
                Visibility visibility = stream.published()
                        ? publication.visibility(tenant.id(), stream)
                        : generation.listed(tenant.id(), stream);
                visibilities.put(stream, visibility);
            }
            stores.put(tenant.id(), new EventStore(tenant.id(), generation, visibilities));
        }
        return stores;
    }

    private static Function<String, Optional<EventStore>> byId(Map<String, EventStore> stores) {
        return tenantId -> Optional.ofNullable(stores.get(tenantId));
    }

    private static Witness witness(long seed, Office365Publication publication) {
        Map<StreamKind, RecordShape> shapes = new EnumMap<>(StreamKind.class);
        shapes.putAll(AadGraphRecords.all(seed));
        shapes.putAll(GraphRecords.usual(seed));
        StreamKind.blobStreams().forEach(stream -> shapes.put(stream, publication.shape()));
        return new Witness(
                shapes,
                GraphRecords.betaSignIn(seed),
                version -> new TruthEntry.Blob(publication.contentId(version), publication.contentCreated(version)));
    }
}
