package io.rollcall.app.config;

import io.rollcall.app.delivery.LateSink;
import io.rollcall.app.delivery.TimedSink;
import io.rollcall.app.files.DeadLetterFile;
import io.rollcall.app.files.SpoolTrace;
import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.sink.Sink;
import io.rollcall.engine.sink.SinkUnreachable;
import io.rollcall.engine.time.Clock;
import io.rollcall.options.Section;
import io.rollcall.options.Suggestion;
import io.rollcall.sinks.SinkFactory;
import io.rollcall.sinks.Sinks;
import io.rollcall.sinks.several.Destination;
import io.rollcall.sinks.several.Route;
import io.rollcall.sinks.several.TogetherSink;
import io.rollcall.sinks.several.WhenFull;
import io.rollcall.sinks.spool.SpoolOptions;
import io.rollcall.sinks.spool.SpoolSink;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Where events go, as the user's file says: into one sink, through a spool into one or several, or, where collectors share a ledger, into
 * several together.
 *
 * @param sinks by name, at least one unless the file has a mistake
 * @param spool where the spool is; empty if there is none
 * @param ledger where the ledger is
 */
public record Destinations(Map<String, Target> sinks, Optional<SpoolOptions> spool, LedgerPlace ledger) {

    /** The name of a sink that the user has not named. */
    public static final String ONLY = "sink";

    private static final String NO_SPOOL =
            "cannot go with a ledger in PostgreSQL: a spool is on the disk of one machine, while the ledger would tell the other"
                    + " collectors that what lies there has been delivered. Leave it out: 'sinks' are then written to together";

    private static final String NOTHING_DROPPED =
            "cannot have when_full: drop-oldest, since with a ledger in PostgreSQL there is no spool to be full: all sinks are"
                    + " written to together, and one that is down holds up the others. Leave it out, or use a ledger in a file";

    private static final String NAME = "[A-Za-z0-9_-]{1,64}";

    /**
     * A sink and what it gets.
     *
     * @param factory opens it
     * @param whenFull what happens when the spool is full of what it has not taken
     */
    public record Target(SinkFactory factory, Route route, WhenFull whenFull) {}

    public Destinations {
        sinks = Collections.unmodifiableMap(new LinkedHashMap<>(sinks));
    }

    /**
     * Reads the keys {@code sink}, {@code sinks} and {@code spool}.
     *
     * @param directory what relative paths start from
     * @param ledger beside which the spool is unless the user says where; a shared one can have none
     */
    static Destinations read(Section section, Path directory, LedgerPlace ledger) {
        Map<String, Target> sinks = new LinkedHashMap<>();
        section.maybeSection("sink", "Where events go; one of the two, this or 'sinks'.", Sinks::read)
                .ifPresent(factory -> sinks.put(ONLY, new Target(factory, Route.ALL, WhenFull.HOLD)));
        Map<String, Target> named = section.named(
                "sinks",
                "Where events go, under names you choose: each of several sinks gets all events, or those it asks for. They are"
                        + " fed from a spool on the disk, so that one that is down does not hold up the others; with a ledger in"
                        + " PostgreSQL there is no spool, and what is delivered is what all of them have.",
                each -> new Target(Sinks.read(each), Route.read(each), WhenFull.read(each)));
        boolean isShared = ledger instanceof LedgerPlace.Shared;
        Path usual = ledger.beside(".spool");
        Optional<SpoolOptions> spool = section.maybeSection(
                        "spool",
                        "A bounded queue on the disk before the sinks. With 'sinks' and a ledger in a file there is one even if this is left out.",
                        each -> SpoolOptions.read(each, usual))
                .or(() -> named.isEmpty() || isShared ? Optional.empty() : Optional.of(SpoolOptions.in(usual)));
        if (spool.isPresent() && isShared) {
            section.problem("spool", NO_SPOOL);
        }
        if (isShared) {
            named.forEach((name, target) -> {
                if (target.whenFull() == WhenFull.DROP_OLDEST) {
                    section.problem("sinks", "'" + name + "' " + NOTHING_DROPPED);
                }
            });
        }
        if (!named.isEmpty() && !sinks.isEmpty()) {
            section.problem("sinks", "cannot stand beside 'sink': put that one under 'sinks', with a name of its own");
        }
        if (named.isEmpty() && sinks.isEmpty()) {
            section.problem("sink", "is missing: say where events go, with one 'sink' or several 'sinks'");
        }
        named.keySet().stream()
                .filter(name -> !name.matches(NAME))
                .forEach(name -> section.problem(
                        "sinks", "'" + name + "' is no name: use letters, digits, '-' and '_', 64 at most"));
        sinks.putAll(named);
        return new Destinations(
                sinks,
                spool.map(options -> new SpoolOptions(directory.resolve(options.path()), options.maxBytes())),
                ledger);
    }

    /** Reports routes that can only be mistakes. */
    void check(Section section, List<StreamId> streams) {
        sinks.forEach((name, target) -> target.route()
                .idle(streams)
                .forEach(pattern -> section.problem(
                        "sinks",
                        "'" + name + "' asks for '" + pattern + "', which is no stream of these accounts"
                                + Suggestion.forWord(
                                        pattern,
                                        streams.stream().map(StreamId::toString).toList()))));
        if (!sinks.isEmpty()) {
            streams.stream()
                    .filter(stream -> sinks.values().stream()
                            .noneMatch(target -> target.route().takes(stream)))
                    .forEach(stream -> section.problem(
                            "sinks",
                            "no sink asks for " + stream
                                    + ": its events would be fetched and thrown away. Give them to a"
                                    + " sink, or leave the stream out of the account"));
        }
    }

    /**
     * The sink a person means.
     *
     * @param name empty if the person has named none, which is enough where there is only one
     * @throws IllegalArgumentException if that does not say which; the message has the names there are
     */
    public Map.Entry<String, Target> choose(Optional<String> name) {
        List<Map.Entry<String, Target>> meant = sinks.entrySet().stream()
                .filter(entry -> name.isEmpty() || name.get().equals(entry.getKey()))
                .toList();
        if (meant.size() == 1) {
            return meant.get(0);
        }
        String names = String.join(", ", sinks.keySet());
        throw new IllegalArgumentException(name.map(wrong -> "there is no sink '" + wrong + "'"
                        + Suggestion.forWord(wrong, sinks.keySet()) + "; the configuration has: " + names)
                .orElse("there are several sinks; name one of them with --sink: " + names));
    }

    /**
     * Opens all sinks. Of several, one that cannot be opened is tried again with each batch, as long as there is another that can.
     *
     * @param person is told what is in the way of one of several
     * @throws SinkUnreachable if the only one, or each of them, cannot be used until somebody changes something on this machine
     */
    public Opened open(Clock clock, DeadLetterFile deadLetters, Consumer<String> person) throws SinkUnreachable {
        new SpoolTrace(ledger.beside(".spool-path")).follow(spool);
        List<Destination> opened = new ArrayList<>();
        List<TimedSink> timed = new ArrayList<>();
        Map<String, SinkUnreachable> closed = new LinkedHashMap<>();
        boolean isOpen = false;
        try {
            for (Map.Entry<String, Target> entry : sinks.entrySet()) {
                LateSink.Opening opening = () -> entry.getValue().factory().open(Environment.surroundings(clock));
                Sink sink;
                try {
                    sink = opening.open();
                } catch (SinkUnreachable e) {
                    closed.put(entry.getKey(), e);
                    sink = new LateSink(opening);
                }
                TimedSink timedSink = new TimedSink(entry.getKey(), sink, clock);
                timed.add(timedSink);
                opened.add(destination(entry.getKey(), entry.getValue(), timedSink, deadLetters));
            }
            if (closed.size() == sinks.size()) {
                throw none(closed.values());
            }
            closed.forEach((name, why) -> person.accept("The sink '" + name + "' cannot be opened yet: "
                    + why.getMessage()
                    + (spool.isPresent()
                            ? ". What is for it waits in the spool, and the other sinks go on"
                            : ". Nothing counts as delivered that it lacks, so nothing more is fetched")));
            Optional<SpoolSink> spooled =
                    spool.isPresent() ? Optional.of(spooled(spool.get(), opened, clock, person)) : Optional.empty();
            isOpen = true;
            return new Opened(spooled.<Sink>map(sink -> sink).orElseGet(() -> together(opened)), spooled, timed);
        } finally {
            if (!isOpen) {
                opened.forEach(each -> each.sink().close());
            }
        }
    }

    private static SinkUnreachable none(Collection<SinkUnreachable> all) {
        SinkUnreachable first = all.iterator().next();
        return all.size() == 1
                ? first
                : new SinkUnreachable(
                        "No sink can be opened: "
                                + all.stream().map(Throwable::getMessage).collect(Collectors.joining("; ")),
                        first);
    }

    private static Destination destination(String name, Target target, Sink sink, DeadLetterFile deadLetters) {
        return new Destination(name, sink, target.route(), target.whenFull(), deadLetters.of(name));
    }

    /** All of them at once; a single one that gets everything as it is. */
    private static Sink together(List<Destination> opened) {
        Destination first = opened.get(0);
        return opened.size() == 1 && first.route().equals(Route.ALL) ? first.sink() : new TogetherSink(opened);
    }

    private static SpoolSink spooled(
            SpoolOptions options, List<Destination> opened, Clock clock, Consumer<String> person)
            throws SinkUnreachable {
        return SpoolSink.open(
                options,
                opened,
                clock,
                person,
                () -> ThreadLocalRandom.current().nextDouble());
    }

    /**
     * Sinks that are open.
     *
     * @param sink what the streams write to
     * @param spool the same, if it is a spool
     * @param timed each of those that events go to in the end
     */
    public record Opened(Sink sink, Optional<SpoolSink> spool, List<TimedSink> timed) {
        public Opened {
            timed = List.copyOf(timed);
        }
    }
}
