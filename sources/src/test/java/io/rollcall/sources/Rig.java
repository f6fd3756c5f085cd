package io.rollcall.sources;

import io.rollcall.engine.budget.Budgets;
import io.rollcall.engine.event.Window;
import io.rollcall.engine.source.Page;
import io.rollcall.engine.source.Source;
import io.rollcall.engine.source.SourceFault;
import io.rollcall.engine.source.Sweep;
import io.rollcall.engine.time.ManualClock;
import io.rollcall.options.Document;
import io.rollcall.options.InvalidDocument;
import io.rollcall.sources.definition.Definition;
import io.rollcall.sources.definition.Definitions;
import io.rollcall.sources.definition.UserOptions;
import io.rollcall.sources.http.HttpSettings;
import io.rollcall.sources.mock.ScriptedApi;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Sources wired to a scripted API and a manual clock. */
public final class Rig implements AutoCloseable {

    public static final String TENANT = "11111111-2222-4333-8444-555555555555";
    public static final String SECRET = "s3cr3t~value/of+the=client";
    public static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    public static final Window WINDOW = Window.endingAt(NOW, Duration.ofHours(1));

    /** A definition without anything special. */
    public static final String PLAIN = """
            name: plain
            title: Plain
            urls: {base_url: "http://localhost"}
            auth: {kind: none}
            request: {path: /events, query: {from: "{window.from}", to: "{window.to}"}}
            window: {format: rfc3339-millis, max_span: 1d}
            paging: {kind: next-url, pointer: /next}
            records: /events
            identity: {pointers: /id}
            time: {pointers: /time}
            behaviour: {retention: 7d, continuation_life: 5m, lateness: 5m}
            rate: {scope: plain, requests: 100, period: 10s}
            streams: {all: {title: All}}
            """;

    public final ScriptedApi api;
    public final ManualClock clock = new ManualClock(NOW);
    public final Sources sources;

    public Rig() throws IOException {
        api = new ScriptedApi();
        sources = new Sources(HttpSettings.plain("test"), clock, new Budgets(clock), UUID::randomUUID);
    }

    /** Sources that ask for the next page early, and have the helper do it. */
    public Rig(Executor helper) throws IOException {
        api = new ScriptedApi();
        sources = new Sources(HttpSettings.plain("test"), clock, new Budgets(clock), UUID::randomUUID, helper);
    }

    /** Opens a stream of a shipped definition with a client secret. */
    public Source shipped(String definition, String stream) {
        Definition found = Definitions.shipped().find(definition).orElseThrow();
        return sources.open(found, stream, options(found, oauthOptions()));
    }

    /** Opens the only stream of a definition whose base URL is the scripted API. */
    public Source open(String yaml) {
        Definition definition = definition(yaml);
        return sources.open(
                definition, definition.streamNames().get(0), options(definition, "base_url: " + api.base()));
    }

    /** Opens it for a trial. */
    public Source doubt(String yaml, Consumer<String> doubter) {
        Definition definition = definition(yaml);
        return sources.doubt(
                definition, definition.streamNames().get(0), options(definition, "base_url: " + api.base()), doubter);
    }

    public String oauthOptions() {
        return "tenant: " + TENANT + "\nclient_id: app-1\nclient_secret: " + SECRET + "\n" + urls();
    }

    public String urls() {
        return "base_url: " + api.base() + "\nlogin_url: " + api.base() + "\n";
    }

    public static Definition definition(String yaml) {
        try {
            return Definitions.parse("test.yaml", yaml);
        } catch (InvalidDocument e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    public static UserOptions options(Definition definition, String yaml) {
        try {
            return new Document("options.yaml", yaml)
                    .read(definition::readOptions)
                    .value();
        } catch (InvalidDocument e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    /** Reads a window to its end. */
    public static List<Page> read(Source source) throws SourceFault, InterruptedException {
        return readAll(source.open(WINDOW, item -> false));
    }

    public static List<Page> readAll(Sweep sweep) throws SourceFault, InterruptedException {
        List<Page> pages = new ArrayList<>();
        for (Optional<Page> page = sweep.next(); page.isPresent(); page = sweep.next()) {
            pages.add(page.get());
        }
        return pages;
    }

    /** The fault of the next page. */
    public static SourceFault fault(Sweep sweep) throws InterruptedException {
        try {
            Optional<Page> page = sweep.next();
            throw new AssertionError("no fault, but " + page);
        } catch (SourceFault fault) {
            return fault;
        }
    }

    /** The fault of the first page. */
    public static SourceFault fault(Source source) throws InterruptedException {
        return fault(source.open(WINDOW, item -> false));
    }

    @Override
    public void close() throws IOException {
        sources.close();
        api.close();
    }
}
