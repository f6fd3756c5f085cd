package io.rollcall.app.config;

import io.rollcall.engine.budget.Budgets;
import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.source.Source;
import io.rollcall.engine.source.SourceTraits;
import io.rollcall.engine.time.Clock;
import io.rollcall.sources.Sources;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** What is known of the streams of a configuration without asking their APIs. */
public final class Traits {

    private Traits() {}

    /** The traits of each stream, in the order of the configuration. Sends nothing. */
    public static Map<StreamId, SourceTraits> of(Configuration configuration, Clock clock) throws IOException {
        Map<StreamId, SourceTraits> traits = new LinkedHashMap<>();
        try (Sources sources = new Sources(configuration.http(), clock, new Budgets(clock), UUID::randomUUID)) {
            configuration.accounts().forEach((name, account) -> {
                for (String stream : account.streams()) {
                    try (Source source = sources.open(account.definition(), stream, account.options())) {
                        traits.put(new StreamId(account.definition().name(), name, stream), source.traits());
                    }
                }
            });
        }
        return traits;
    }
}
