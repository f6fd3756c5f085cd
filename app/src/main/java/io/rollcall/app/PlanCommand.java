package io.rollcall.app;

import io.rollcall.app.config.Configuration;
import io.rollcall.app.config.LedgerPlace;
import io.rollcall.app.config.Tariffs;
import io.rollcall.app.config.Traits;
import io.rollcall.app.text.Json;
import io.rollcall.app.text.RowText;
import io.rollcall.engine.drift.DriftModel;
import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.ledger.StreamState;
import io.rollcall.engine.loop.LoopSettings;
import io.rollcall.engine.loop.Prospect;
import io.rollcall.engine.notice.Heartbeat;
import io.rollcall.engine.plan.AdaptiveSettings;
import io.rollcall.engine.plan.Decision;
import io.rollcall.engine.plan.Plan;
import io.rollcall.engine.plan.Tariff;
import io.rollcall.engine.source.SourceTraits;
import io.rollcall.engine.time.Clock;
import io.rollcall.engine.time.SystemClock;
import io.rollcall.ledger.StoredLedger;
import io.rollcall.options.Durations;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code rollcall plan}: what each stream would read next and why, and what that costs and gives. Sends nothing. */
@Command(
        name = "plan",
        description = "Shows what each stream would read next and why, and what it costs and gives.",
        mixinStandardHelpOptions = true)
final class PlanCommand implements Callable<Integer> {

    private static final List<Duration> TARGETS =
            List.of(Duration.ofSeconds(30), Duration.ofMinutes(1), Duration.ofMinutes(3), Duration.ofMinutes(10));

    @Option(names = "--config", paramLabel = "FILE", required = true, description = "The configuration.")
    private Path config = Path.of("rollcall.yaml");

    @Option(names = "--json", description = "Print one JSON array.")
    private boolean json;

    private final Clock clock = new SystemClock();

    @Override
    public Integer call() throws Exception {
        Configuration configuration = Configuration.load(config);
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        Tariffs tariffs = new Tariffs(configuration);
        Map<StreamId, SourceTraits> traits = Traits.of(configuration, clock);
        Map<StreamId, StreamState> states = states(configuration.ledger());
        traits.forEach((id, known) -> {
            Configuration.Account account =
                    Objects.requireNonNull(configuration.accounts().get(id.account()), "account");
            rows.add(row(id, account, known, tariffs.of(account, id.stream()), Optional.ofNullable(states.get(id))));
        });
        if (json) {
            System.out.println(Json.write(rows));
        } else {
            rows.forEach(PlanCommand::print);
        }
        return 0;
    }

    /** What the ledger knows; nothing if there is none yet. */
    private static Map<StreamId, StreamState> states(LedgerPlace place) {
        Map<StreamId, StreamState> states = new HashMap<>();
        if (place.mayExist()) {
            try (StoredLedger ledger = place.view()) {
                ledger.streams().forEach(id -> ledger.state(id).ifPresent(state -> states.put(id, state)));
            }
        }
        return states;
    }

    private Map<String, @Nullable Object> row(
            StreamId id,
            Configuration.Account account,
            SourceTraits traits,
            Tariffs.Shared shared,
            Optional<StreamState> known) {
        Tariff tariff = shared.tariff();
        LoopSettings settings = account.pace().settings(traits.retention());
        Instant now = clock.now();
        StreamState state = known.orElseGet(() -> StreamState.beginningAt(now.minus(settings.initialLookback())));
        Prospect prospect = Prospect.of(
                state,
                traits,
                settings,
                tariff,
                tariff.target() / shared.streams(),
                now,
                () -> ThreadLocalRandom.current().nextDouble());
        return row(id, account, settings, prospect, shared, known);
    }

    private static Map<String, @Nullable Object> row(
            StreamId id,
            Configuration.Account account,
            LoopSettings settings,
            Prospect prospect,
            Tariffs.Shared shared,
            Optional<StreamState> known) {
        DriftModel model = prospect.model();
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("stream", id);
        row.put("strategy", account.pace().strategy().name().toLowerCase(Locale.ROOT));
        row.put("measured", known.isPresent());
        putNext(row, prospect.decision());
        row.put("events_per_minute", rounded(model.eventsPerMinute()));
        row.put("limit_calls_per_minute", rounded(shared.tariff().limit()));
        row.put("budget_calls_per_minute", rounded(shared.tariff().target()));
        row.put("streams_sharing_it", shared.streams());
        row.put("calls_per_minute", rounded(prospect.outlook().callsPerMinute()));
        row.put("expected_delay_p50_s", seconds(prospect.outlook().delay(0.5)));
        row.put("expected_delay_p95_s", seconds(prospect.outlook().delay(0.95)));
        row.put(
                "complete_through",
                known.map(state -> Heartbeat.of(state, model).completeThrough()).orElse(null));
        row.put("calls_per_minute_for_p95", alternatives(prospect, settings, shared));
        return row;
    }

    private static void putNext(Map<String, @Nullable Object> row, Decision decision) {
        if (decision.plan() instanceof Plan.Look look) {
            row.put("next_from", look.window().from());
            row.put("next_to", look.window().to());
        } else if (decision.plan() instanceof Plan.Rest rest) {
            row.put("rests_until", rest.until());
        }
        row.put("why", decision.motive().explanation());
    }

    /** What the adaptive strategy would need to keep nineteen events in twenty below some delays, if the API allows that. */
    private static Map<String, Object> alternatives(Prospect prospect, LoopSettings settings, Tariffs.Shared shared) {
        AdaptiveSettings adaptive = settings.adaptive().orElse(AdaptiveSettings.standard());
        Map<String, Object> alternatives = new LinkedHashMap<>();
        for (Duration target : TARGETS) {
            prospect.callsFor(adaptive, target, shared.streams()).stream()
                    .filter(calls -> calls <= shared.tariff().limit())
                    .forEach(calls -> alternatives.put(Durations.format(target), rounded(calls)));
        }
        return alternatives;
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }

    private static double seconds(Duration duration) {
        return Math.round(duration.toMillis() / 100.0) / 10.0;
    }

    private static void print(Map<String, @Nullable Object> row) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>(row);
        Object alternatives = shown.remove("calls_per_minute_for_p95");
        RowText.lines(shown, Set.of()).forEach(System.out::println);
        if (alternatives instanceof Map<?, ?> calls) {
            calls.forEach((target, each) -> System.out.println(
                    "  95% of events within " + target + " of becoming visible: " + each + " calls/min"));
        }
    }
}
