package io.rollcall.app.shadow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.app.config.Configuration;
import io.rollcall.app.config.LedgerPlace;
import io.rollcall.app.files.DeadLetterFile;
import io.rollcall.app.siem.SplunkDouble;
import io.rollcall.engine.event.EventKey;
import io.rollcall.engine.event.Slice;
import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.sink.Batch;
import io.rollcall.engine.sink.Delivery;
import io.rollcall.engine.sink.Receipt;
import io.rollcall.engine.sink.Sink;
import io.rollcall.engine.sink.SinkUnreachable;
import io.rollcall.engine.time.ManualClock;
import io.rollcall.options.InvalidDocument;
import io.rollcall.sinks.file.FileOptions;
import io.rollcall.sinks.file.FileSink;
import io.rollcall.sources.definition.Definitions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a configuration may ask for that has accounts delivered missing-only, and what keeps it from starting. */
final class ShadowsTest {

    private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");
    private static final StreamId STREAM = new StreamId("entra-signins", "contoso", "interactive");

    @TempDir
    Path folder;

    private final ManualClock clock = new ManualClock(START);
    private final List<String> told = new ArrayList<>();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "deliver: missing-only|watch: is missing",
                "deliver: missing-only, watch: sok|watches 'sok', which is none of the 'siems' — did you mean 'soc'?",
                "deliver: some|all, missing-only",
                "watch: soc|means something only with 'deliver: missing-only'",
                "deliver: all, grace: 1h|means something only with 'deliver: missing-only'"
            })
    void mistakesAreNamed(String keys, String named) {
        assertThatThrownBy(() -> configuration("contoso", "entra-signins", keys))
                .isInstanceOf(InvalidDocument.class)
                .hasMessageContaining(named);
    }

    @Test
    void anAccountWhoseEventsHaveNoIdOrWhoseNameIsNoFolderCannotBeWatched() {
        assertThatThrownBy(() -> configuration("a b", "entra-signins", "deliver: missing-only, watch: soc"))
                .hasMessageContaining("its name must be of letters");
        assertThatThrownBy(
                        () -> configuration("contoso", "tailscale-configuration", "deliver: missing-only, watch: soc"))
                .hasMessageContaining("have no single id of the vendor's");
        assertThatThrownBy(() -> configuration("contoso", "duo-activity", "deliver: missing-only, watch: soc"))
                .hasMessageContainingAll("ids in different places", "/telephony_id");
    }

    @Test
    void eventsWaitAndNoticesDoNotAndWhatWaitsIsNotLeftBehind() throws Exception {
        Path file = folder.resolve("events.ndjson");
        try (Sink sink = new FileSink(FileOptions.at(file), clock)) {
            try (Shadows shadows = open(watched(), sink)) {
                Receipt receipt = shadows.sinkOf(STREAM, sink)
                        .write(new Batch(List.of(
                                delivery(Delivery.Kind.EVENT, "{\"id\":\"a\"}"),
                                delivery(Delivery.Kind.NOTICE, "{\"rollcall\":{}}"))));
                assertThat(receipt).isEqualTo(Receipt.accepted());
                assertThat(Files.readString(file)).isEqualTo("{\"rollcall\":{}}\n");
                assertThat(shadows.step()).isPositive();
            }
            assertThat(Shadows.waiting(new LedgerPlace.Embedded(folder.resolve("rollcall.db"))))
                    .containsOnlyKeys("contoso");
            Configuration otherwise = configuration("contoso", "entra-signins", "deliver: all");
            assertThatThrownBy(() -> open(otherwise, sink))
                    .isInstanceOf(SinkUnreachable.class)
                    .hasMessageContainingAll("rollcall.db.waiting-contoso still holds", "Put 'deliver: missing-only'");
            clock.advance(Duration.ofMinutes(30));
            try (SplunkDouble splunk = new SplunkDouble();
                    Shadows shadows = open(watched(splunk.uri().toString()), sink)) {
                while (shadows.step().isZero()) {
                    // The step was one.
                }
            }
            assertThat(told).isEmpty();
            assertThat(Files.readString(file)).contains("{\"id\":\"a\"}\n", "native_integration_lost");
            open(otherwise, sink).close();
        }
    }

    private Shadows open(Configuration configuration, Sink sink) throws Exception {
        DeadLetterFile deadLetters = new DeadLetterFile(configuration.deadLetters());
        return Shadows.open(configuration, sink, deadLetters, clock, told::add, () -> 0);
    }

    private static Delivery delivery(Delivery.Kind kind, String body) {
        return new Delivery(
                STREAM,
                kind,
                new EventKey(1, body.hashCode()),
                START,
                START,
                Slice.of(body.getBytes(StandardCharsets.UTF_8)));
    }

    private Configuration watched() throws Exception {
        return watched("http://127.0.0.1:9");
    }

    private Configuration watched(String splunk) throws Exception {
        return configuration(splunk, "contoso", "entra-signins", "deliver: missing-only, watch: soc, grace: 30m");
    }

    private Configuration configuration(String account, String definition, String keys) throws Exception {
        return configuration("http://127.0.0.1:9", account, definition, keys);
    }

    private Configuration configuration(String splunk, String account, String definition, String keys)
            throws Exception {
        String options =
                switch (definition) {
                    case "duo-activity" -> "integration_key: k, secret_key: s, host: api-1.duosecurity.com";
                    case "tailscale-configuration" -> "token: s";
                    default -> "tenant: t, client_id: c, client_secret: s";
                };
        Path file = Files.writeString(
                folder.resolve("rollcall.yaml"), """
                sink: {kind: stdout}
                siems:
                  soc: {kind: splunk, url: "%s", authorization: Bearer x, search: index=x}
                accounts:
                  %s: {use: %s, %s, %s}
                """.formatted(splunk, account, definition, options, keys));
        return Configuration.load(file, Definitions.shipped(), Map.of()).value();
    }
}
