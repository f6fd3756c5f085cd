package io.rollcall.verify.conservation;

import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.source.Source;
import io.rollcall.options.Document;
import io.rollcall.sim.Simulator;
import io.rollcall.sim.SimulatorOptions;
import io.rollcall.sim.event.StreamKind;
import io.rollcall.sources.Sources;
import io.rollcall.sources.definition.Definition;
import io.rollcall.sources.definition.Definitions;
import java.time.Duration;
import java.time.Instant;

/** A single stream of a simulated API, whose every event happens while it is being collected. */
final class OneStream {

    static final Instant START = Instant.parse("2026-03-02T08:00:00Z");
    static final StreamId ID = new StreamId("entra-signins", "contoso", "interactive");

    private OneStream() {}

    /** @param length for how long events happen */
    static SimulatorOptions.Builder simulated(SharedTime time, Duration length) {
        return SimulatorOptions.builder()
                .seed(5)
                .clock(time.simulated())
                .start(START)
                .history(Duration.ZERO)
                .generationEnd(length)
                .only(StreamKind.ENTRA_INTERACTIVE)
                .revisionProbability(0);
    }

    static Source open(Sources sources, Simulator simulator) throws Exception {
        Definition definition = Definitions.shipped().find(ID.definition()).orElseThrow();
        String yaml = "tenant: " + SimulatorOptions.defaultTenant().id()
                + "\nclient_id: " + SimulatorOptions.DEFAULT_CLIENT_ID
                + "\nclient_secret: " + SimulatorOptions.DEFAULT_CLIENT_SECRET
                + "\nbase_url: " + simulator.baseUri() + "\nlogin_url: " + simulator.baseUri() + "\n";
        return sources.open(
                definition,
                ID.stream(),
                new Document("trial.yaml", yaml).read(definition::readOptions).value());
    }
}
