package io.rollcall.verify.conservation;

import io.rollcall.engine.budget.Budgets;
import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.ledger.StreamState;
import io.rollcall.engine.loop.Outcome;
import io.rollcall.engine.loop.StreamLoop;
import io.rollcall.engine.source.Source;
import io.rollcall.ledger.SqliteLedger;
import io.rollcall.ledger.StoredLedger;
import io.rollcall.options.Document;
import io.rollcall.options.InvalidDocument;
import io.rollcall.sim.SimulatorOptions;
import io.rollcall.sim.oauth.Tenant;
import io.rollcall.sources.Sources;
import io.rollcall.sources.definition.Definition;
import io.rollcall.sources.definition.Definitions;
import io.rollcall.sources.definition.UserOptions;
import io.rollcall.sources.http.HttpSettings;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/**
 * The collector of a trial: all streams of a definition, read over HTTP, remembered in a ledger on disk. Whatever step it has
 * made, it can be ended and begun anew, as by a restart of the program.
 */
final class Collection implements AutoCloseable {

    /** A loop and when its next step is due. */
    private record Turn(StreamLoop loop, Outcome last) {}

    private final Trial trial;
    private final Definition definition;
    private final URI api;
    private final StoredLedger ledger;
    private final Receiver receiver;
    private final SharedTime time;
    private final UnsteadyClock clock;
    private final Random random;
    private final Sources sources;
    private final PriorityQueue<Turn> turns =
            new PriorityQueue<>(Comparator.comparing(turn -> turn.last().due()));
    private final Set<String> shown = new HashSet<>();
    private boolean isClockLoose;
    private int restarts;

    /** @param api where the simulator serves all tenants */
    Collection(Trial trial, URI api, Path ledger, Receiver receiver, SharedTime time) throws IOException {
        this.trial = trial;
        this.definition = definition(trial);
        this.api = api;
        this.ledger = SqliteLedger.open(ledger);
        this.receiver = receiver;
        this.time = time;
        this.isClockLoose = trial.weather().equals(Weather.UNSTEADY);
        this.clock = new UnsteadyClock(time, trial.random("clock"));
        this.random = trial.random("collection");
        this.sources =
                new Sources(HttpSettings.plain("verify"), clock, new Budgets(clock), UUID::randomUUID, Runnable::run);
        start();
    }

    private static Definition definition(Trial trial) throws IOException {
        if (!trial.weather().equals(Weather.MUTE)) {
            return Definitions.shipped().find(trial.definition()).orElseThrow();
        }
        String file = "/definitions/microsoft/" + trial.definition() + "/definition.yaml";
        try (InputStream in = Objects.requireNonNull(Definitions.class.getResourceAsStream(file), file)) {
            String yaml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Definitions.parse(file, yaml + "\nlimits: {timeout: " + Weather.TIMEOUT.toMillis() + "ms}\n");
        } catch (InvalidDocument e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    private UserOptions options(Tenant tenant) {
        String pageSize = trial.listsBlobs()
                ? ""
                : "page_size: " + (5 + trial.random("page").nextInt(60)) + "\n";
        String yaml = "tenant: " + tenant.id()
                + "\nclient_id: " + SimulatorOptions.DEFAULT_CLIENT_ID
                + "\nclient_secret: " + SimulatorOptions.DEFAULT_CLIENT_SECRET
                + "\nbase_url: " + api + "\nlogin_url: " + api + "\n" + pageSize;
        try {
            return new Document("trial.yaml", yaml)
                    .read(definition::readOptions)
                    .value();
        } catch (InvalidDocument e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    private void start() {
        for (Member member : trial.members()) {
            Source source = new Watched(sources.open(definition, member.streamName(), options(member.tenant())), shown);
            StreamLoop loop = new StreamLoop(
                    id(member),
                    source,
                    receiver,
                    ledger,
                    receiver,
                    trial.settings(source.traits().retention()),
                    clock,
                    Runnable::run,
                    random::nextDouble);
            turns.add(new Turn(loop, new Outcome(Outcome.Kind.WORKED, clock.steady())));
        }
    }

    private StreamId id(Member member) {
        return new StreamId(trial.definition(), member.tenant().domain(), member.streamName());
    }

    /**
     * Makes steps until a time, and then on until nothing is due.
     *
     * @param nap the longest the collector is away when nothing is due; zero if it never is
     */
    void runUntil(Instant end, Duration nap) throws InterruptedException {
        while (time.now().isBefore(end) || !isIdle()) {
            if (isIdle()) {
                clock.sleep(Duration.ofMillis((long) (random.nextDouble() * nap.toMillis())));
            }
            clock.sleepUntil(turns.element().last().due());
            Turn turn = turns.remove();
            turns.add(new Turn(turn.loop(), turn.loop().step()));
            if (isClockLoose && random.nextInt(50) == 0) {
                clock.setWrong();
            }
            if (!trial.weather().equals(Weather.CALM) && random.nextInt(500) == 0) {
                restart();
            }
        }
    }

    /** Sets the clock right, for good. */
    void setClockRight() {
        isClockLoose = false;
        clock.setRight();
    }

    private boolean isIdle() {
        return turns.stream().allMatch(turn -> turn.last().kind() == Outcome.Kind.IDLE);
    }

    private void restart() {
        close(turns);
        start();
        restarts++;
    }

    private static void close(PriorityQueue<Turn> turns) {
        turns.forEach(turn -> turn.loop().close());
        turns.clear();
    }

    StreamState state(Member member) {
        return ledger.state(id(member)).orElseThrow();
    }

    /** Every record the API has shown. */
    Set<String> shown() {
        return shown;
    }

    StoredLedger ledger() {
        return ledger;
    }

    int restarts() {
        return restarts;
    }

    @Override
    public void close() {
        close(turns);
        sources.close();
        ledger.close();
    }
}
