package io.rollcall.app.audit;

import io.rollcall.app.config.Configuration;
import io.rollcall.app.delivery.SelectiveSink;
import io.rollcall.app.older.Rereading;
import io.rollcall.app.older.Resending;
import io.rollcall.audit.input.Unreadable;
import io.rollcall.audit.layout.SideOptions;
import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.event.Window;
import io.rollcall.engine.sink.Sink;
import io.rollcall.engine.sink.SinkUnreachable;
import io.rollcall.engine.time.Clock;
import io.rollcall.sinks.file.FileOptions;
import io.rollcall.sinks.file.FileSink;
import io.rollcall.sources.definition.IdentityRule;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A side that is read from the services themselves, over a period, by the definitions and within the limits that collecting has. No
 * ledger knows of it.
 *
 * @param written as the user has written it
 * @param streams at least one
 */
public record ApiSide(String written, Configuration configuration, Set<StreamId> streams) {

    /** What a side begins with that is read from the service. */
    static final String PREFIX = "api:";

    /**
     * The side that {@code api:PATTERN} names.
     *
     * @throws IllegalArgumentException if the pattern matches no stream of the configuration, with those there are
     */
    static ApiSide of(String written, Configuration configuration) {
        List<String> patterns = List.of(written.substring(PREFIX.length()));
        return new ApiSide(written, configuration, new HashSet<>(configuration.streams(patterns)));
    }

    /**
     * What the definitions say of identity.
     *
     * @throws IllegalArgumentException if they do not say the same
     */
    IdentityRule identity() {
        Map<IdentityRule, StreamId> rules =
                streams.stream().collect(Collectors.toMap(this::identity, id -> id, (first, second) -> first));
        if (rules.size() > 1) {
            throw new IllegalArgumentException(written + ": the events of these streams are not identified by the same"
                    + " fields, such as "
                    + rules.values().stream().map(StreamId::toString).collect(Collectors.joining(", "))
                    + ". Take the roll call of each by itself.");
        }
        return rules.keySet().iterator().next();
    }

    private IdentityRule identity(StreamId id) {
        return Optional.ofNullable(configuration.accounts().get(id.account()))
                .flatMap(account -> account.definition().stream(id.stream()))
                .orElseThrow()
                .identity();
    }

    /** The options of a side whose events are identified so. */
    static SideOptions identified(SideOptions said, IdentityRule rule) {
        List<String> id = rule.pointers().isEmpty()
                ? List.of(SideOptions.BY_CONTENT)
                : rule.pointers().stream().map(Object::toString).toList();
        return said.knowing(id, rule.ignored());
    }

    /**
     * Reads all of it into a capture.
     *
     * @param patience how long a stream may go on waiting for its API
     * @param watcher is shown the share that has been read, from 0 to 1, now and then
     * @throws Unreadable if some of it cannot be read, with what is in the way
     */
    void into(Capture capture, Window period, Duration patience, Clock clock, Consumer<Double> watcher)
            throws Unreadable, IOException, InterruptedException {
        try (Rereading rereading = new Rereading(configuration, streams, period, clock);
                Sink lines = new TakingSink(new FileSink(file(capture.events()), clock))) {
            rereading.requireRemembered();
            Resending.Result result = rereading.into(
                    new SelectiveSink(lines, rereading::isMeant),
                    capture.progress(),
                    letters -> {
                        throw new IllegalStateException("a file refuses nothing, but did: " + letters);
                    },
                    patience,
                    watcher);
            if (!result.incomplete().isEmpty()) {
                throw new Unreadable(written + ": not all of it can be read. "
                        + result.incomplete().entrySet().stream()
                                .map(stream -> stream.getKey() + ": " + stream.getValue())
                                .collect(Collectors.joining("; "))
                        + ". The same command with --resume goes on from there.");
            }
        } catch (SinkUnreachable e) {
            throw new Unreadable(written + ": what is read cannot be kept: " + e.getMessage(), e);
        }
    }

    private static FileOptions file(Path path) {
        return new FileOptions(path, Long.MAX_VALUE, Optional.empty(), Optional.empty(), false, true);
    }
}
