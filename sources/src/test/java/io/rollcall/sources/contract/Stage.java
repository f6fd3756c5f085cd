package io.rollcall.sources.contract;

import io.rollcall.engine.budget.Budgets;
import io.rollcall.engine.event.Event;
import io.rollcall.engine.source.Item;
import io.rollcall.engine.source.ItemMemory;
import io.rollcall.engine.source.Page;
import io.rollcall.engine.source.Recovery;
import io.rollcall.engine.source.Source;
import io.rollcall.engine.source.SourceFault;
import io.rollcall.engine.source.Sweep;
import io.rollcall.engine.time.ManualClock;
import io.rollcall.options.InvalidDocument;
import io.rollcall.sources.Sources;
import io.rollcall.sources.definition.Definition;
import io.rollcall.sources.definition.StreamDefinition;
import io.rollcall.sources.definition.UserOptions;
import io.rollcall.sources.fixture.Fixture;
import io.rollcall.sources.fixture.Fixture.Exchange;
import io.rollcall.sources.fixture.Script;
import io.rollcall.sources.fixture.ScriptedAnswer;
import io.rollcall.sources.fixture.ScriptedRequest;
import io.rollcall.sources.http.Answer;
import io.rollcall.sources.http.Call;
import io.rollcall.sources.http.Transport;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A stream of a shipped definition on a manual clock, whose API is played from its fixture, with whatever is to go wrong. */
final class Stage implements AutoCloseable {

    private static final int MOST_PAUSES = 60;

    /** What plays the API: an answer to each call. */
    interface Player {
        ScriptedAnswer answer(Call call);
    }

    final StreamDefinition stream;
    final Fixture fixture;
    final ManualClock clock;
    final List<Call> calls = new ArrayList<>();
    final List<SourceFault> faults = new ArrayList<>();
    final Source source;
    private final Sources sources;
    private Player player;

    Stage(String name, String streamName) throws IOException, InvalidDocument {
        Definition definition = ShippedFixtures.definition(name);
        UserOptions options = ShippedFixtures.options(name);
        stream = definition.stream(streamName).orElseThrow();
        fixture = ShippedFixtures.fixture(name, streamName);
        clock = new ManualClock(fixture.now());
        player = anyOrder();
        sources = Sources.played(new Played(), clock, new Budgets(clock), UUID::randomUUID);
        source = sources.open(definition, streamName, options);
    }

    private final class Played implements Transport {
        @Override
        public Answer send(Call call) {
            calls.add(call);
            return player.answer(call).at(clock.steady(), Script.BASE);
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }

    /** What the fixture answers to a call, whenever it is made and whatever its headers say; 418 if it is in no fixture. */
    Player anyOrder() {
        return call -> fixture.exchanges().stream()
                .filter(exchange -> isAbout(exchange.request(), call))
                .findFirst()
                .map(Exchange::answer)
                .orElseGet(() -> ScriptedAnswer.of(418, "{\"unexpected\":\"" + call.shown() + "\"}"));
    }

    /** Whether a call is a request, but for its headers, in which the time may be. */
    static boolean isAbout(ScriptedRequest request, Call call) {
        return new ScriptedRequest(request.method(), request.path(), request.query(), Map.of(), request.body())
                .mistake(call)
                .isEmpty();
    }

    void play(Player other) {
        player = other;
    }

    /** Gets the API ready with the fixture's answers, and forgets the calls that took; how many they were. */
    int prepare() throws SourceFault, InterruptedException {
        source.prepare();
        int count = calls.size();
        calls.clear();
        return count;
    }

    Sweep open() {
        return open(item -> false);
    }

    Sweep open(ItemMemory memory) {
        return source.traits().hasPosition()
                ? source.follow(fixture.position(), fixture.window().from())
                : source.open(fixture.window(), memory);
    }

    /** Reads to the end; waits and asks again where that may help, and notes the faults. Any other fault ends it. */
    List<Page> read(Sweep sweep) throws InterruptedException {
        List<Page> pages = new ArrayList<>();
        int pauses = 0;
        while (true) {
            try {
                Optional<Page> page = sweep.next();
                if (page.isEmpty()) {
                    return pages;
                }
                pages.add(page.get());
            } catch (SourceFault fault) {
                faults.add(fault);
                if (fault.recovery() != Recovery.RETRY || ++pauses > MOST_PAUSES) {
                    return pages;
                }
                clock.advance(fault.retryAfter().orElse(Duration.ofSeconds(1)));
            }
        }
    }

    /** The keys and contents of pages, to be compared. */
    static List<String> shown(List<Page> pages) {
        List<String> shown = new ArrayList<>();
        for (Page page : pages) {
            String item = page.item().map(Item::name).orElse("");
            String failure = page.failure().map(fault -> " " + fault.code()).orElse("");
            if (!item.isEmpty() || !failure.isEmpty()) {
                shown.add(item + failure);
            }
            for (Event event : page.events()) {
                shown.add(event.key() + " " + event.time().orElse(null) + " " + event.body());
            }
        }
        return shown;
    }

    @Override
    public void close() {
        sources.close();
    }
}
