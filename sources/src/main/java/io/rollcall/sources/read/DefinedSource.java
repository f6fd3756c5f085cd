package io.rollcall.sources.read;

import io.rollcall.engine.budget.Budget;
import io.rollcall.engine.event.Window;
import io.rollcall.engine.source.Item;
import io.rollcall.engine.source.ItemMemory;
import io.rollcall.engine.source.RequestCounts;
import io.rollcall.engine.source.Source;
import io.rollcall.engine.source.SourceFault;
import io.rollcall.engine.source.SourceTraits;
import io.rollcall.engine.source.Sweep;
import io.rollcall.engine.time.Clock;
import io.rollcall.sources.auth.Authorizer;
import io.rollcall.sources.definition.Definition;
import io.rollcall.sources.definition.JobRule;
import io.rollcall.sources.definition.StreamDefinition;
import io.rollcall.sources.definition.UserOptions;
import io.rollcall.sources.http.Censor;
import io.rollcall.sources.http.Transport;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import okhttp3.HttpUrl;

/** A stream of an API that a definition describes. */
public final class DefinedSource implements Source {

    private final SourceTraits traits;
    private final ReadPlan plan;
    private final Optional<Preparation> preparation;
    private final Clock clock;

    private DefinedSource(SourceTraits traits, ReadPlan plan, Optional<Preparation> preparation, Clock clock) {
        this.clock = clock;
        this.traits = traits;
        this.plan = plan;
        this.preparation = preparation;
    }

    /**
     * What sources of a process share, and what comes from outside.
     *
     * @param helper waits for the next page while one is read; if there is none, pages are asked for one after the other
     * @param doubter is told of windows that seem to end too early; if there is none, nobody looks
     */
    public record Surroundings(
            Transport web,
            Clock clock,
            Censor censor,
            Supplier<UUID> random,
            Optional<Executor> helper,
            Optional<Consumer<String>> doubter) {}

    /** @throws IllegalArgumentException if the base URL is none */
    public static DefinedSource of(
            Definition definition,
            StreamDefinition stream,
            UserOptions options,
            Authorizer authorizer,
            Budget budget,
            Surroundings surroundings) {
        Names names = Names.of(definition, stream, options);
        Addresses addresses = new Addresses(
                HttpUrl.get(names.value(Definition.BASE_URL)),
                definition.foreignLinks(),
                surroundings.random(),
                surroundings.clock());
        Strikes strikes = new Strikes();
        ApiClient client = new ApiClient(
                surroundings.web(),
                surroundings.clock(),
                budget,
                authorizer,
                addresses,
                new Judge(stream.errors(), stream.success()),
                new Faults(surroundings.censor(), strikes),
                strikes,
                stream);
        ReadPlan plan = new ReadPlan(
                stream, names, addresses, client, surroundings.censor(), surroundings.helper(), surroundings.doubter());
        return new DefinedSource(
                traits(stream, options),
                plan,
                stream.preparation().map(rule -> new Preparation(plan, rule, surroundings.clock())),
                surroundings.clock());
    }

    /** The base URLs in use, by name. */
    public static Map<String, URI> addresses(Definition definition, StreamDefinition stream, UserOptions options) {
        Names names = Names.of(definition, stream, options);
        Map<String, URI> addresses = new LinkedHashMap<>();
        definition.urls().keySet().forEach(name -> addresses.put(name, URI.create(names.value(name))));
        return addresses;
    }

    private static SourceTraits traits(StreamDefinition stream, UserOptions options) {
        SourceTraits traits = stream.traits();
        Duration retention = options.retention().orElse(traits.retention());
        Duration reach = stream.window().reach().orElse(retention);
        return traits.retaining(retention.compareTo(reach) < 0 ? retention : reach);
    }

    @Override
    public SourceTraits traits() {
        return traits;
    }

    @Override
    public void prepare() throws SourceFault, InterruptedException {
        if (preparation.isPresent()) {
            preparation.get().run();
        }
    }

    @Override
    public Sweep open(Window window, ItemMemory items) {
        Optional<JobRule> job = plan.stream().job();
        if (job.isPresent()) {
            return new JobSweep(plan, job.get(), window, items, clock);
        }
        return plan.stream().each().isPresent() ? new PartsSweep(plan, window) : new WindowSweep(plan, window, items);
    }

    @Override
    public Sweep follow(Optional<String> position, Instant start) {
        Instant now = plan.client().apiNow();
        Window all = new Window(start, start.isBefore(now) ? now : start.plus(traits.precision()));
        String name = PageRequests.nameOf(plan.stream().paging().next());
        return new WindowSweep(
                plan,
                all,
                item -> true,
                position.map(kept -> Onward.of(kept, name, plan.addresses().base())));
    }

    @Override
    public Sweep reopen(List<Item> items) {
        if (items.isEmpty()) {
            return new NothingToRead();
        }
        Window any = Window.endingAt(plan.client().apiNow(), traits.precision());
        ReadPlan ofNoJob = plan.stream().job().isPresent() ? plan.ofJob("none") : plan;
        return new ItemSweep(
                plan.singleItems(ofNoJob.ask(any)),
                items.stream().map(plan::located).toList());
    }

    @Override
    public Optional<Duration> clockOffset() {
        return plan.client().clockOffset();
    }

    @Override
    public RequestCounts requests() {
        return plan.client().requests();
    }

    @Override
    public void close() {
        // Connections and tokens belong to those who share them.
    }

    /** A sweep over no items. */
    private static final class NothingToRead implements Sweep {
        @Override
        public Optional<io.rollcall.engine.source.Page> next() {
            return Optional.empty();
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }
}
