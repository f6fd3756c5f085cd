package io.rollcall.app.shadow;

import io.rollcall.app.config.AskedSiem;
import io.rollcall.app.config.Configuration;
import io.rollcall.app.config.Destinations;
import io.rollcall.app.config.LedgerPlace;
import io.rollcall.app.config.MissingOnly;
import io.rollcall.app.delivery.SortingSink;
import io.rollcall.app.files.DeadLetterFile;
import io.rollcall.audit.layout.RowIds;
import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.identity.FieldPath;
import io.rollcall.engine.sink.Sink;
import io.rollcall.engine.sink.SinkUnreachable;
import io.rollcall.engine.time.Clock;
import io.rollcall.sinks.spool.Backlog;
import io.rollcall.sinks.spool.Progress;
import io.rollcall.sinks.spool.SpoolOptions;
import io.rollcall.sinks.spool.WaitingRoom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The waiting rooms of accounts that are delivered missing-only, in front of the sink that all others write to. */
public final class Shadows implements AutoCloseable {

    private static final String FOLDER = ".waiting-";
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
    private static final long MAX_BYTES = 10L << 30;

    private final Sink sink;
    private final DeadLetterFile deadLetters;
    private final Clock clock;
    private final Consumer<String> person;
    private final DoubleSupplier random;
    private final Map<String, Shadow> shadows = new HashMap<>();
    private final Map<StreamId, Sink> rooms = new HashMap<>();

    private Shadows(
            Sink sink, DeadLetterFile deadLetters, Clock clock, Consumer<String> person, DoubleSupplier random) {
        this.sink = sink;
        this.deadLetters = deadLetters;
        this.clock = clock;
        this.person = person;
        this.random = random;
    }

    /**
     * Opens the rooms, with what is in them.
     *
     * @param sink what SIEMs lack is written to, and everything else; it is not closed with this
     * @param person is told what is in the way
     * @param random numbers from 0 to 1, for jitter
     * @throws SinkUnreachable if something waits of an account that is no longer delivered so, or a folder cannot be used
     */
    public static Shadows open(
            Configuration configuration,
            Sink sink,
            DeadLetterFile deadLetters,
            Clock clock,
            Consumer<String> person,
            DoubleSupplier random)
            throws SinkUnreachable, IOException {
        requireNothingLeft(configuration);
        Shadows shadows = new Shadows(sink, deadLetters, clock, person, random);
        boolean isOpen = false;
        try {
            for (Map.Entry<String, Configuration.Account> entry :
                    configuration.accounts().entrySet()) {
                Optional<MissingOnly> watched = entry.getValue().missingOnly();
                if (watched.isPresent()) {
                    shadows.add(configuration, entry.getKey(), entry.getValue(), watched.get());
                }
            }
            isOpen = true;
            return shadows;
        } finally {
            if (!isOpen) {
                shadows.close();
            }
        }
    }

    private void add(Configuration configuration, String name, Configuration.Account account, MissingOnly watched)
            throws SinkUnreachable, IOException {
        AskedSiem asked =
                Optional.ofNullable(configuration.siems().get(watched.siem())).orElseThrow();
        List<FieldPath> ids = MissingOnly.ids(account);
        MissingOnlySink missingOnly = new MissingOnlySink(
                name,
                asked.factory().open(clock),
                new RowIds(asked.id().isEmpty() ? ids : asked.id()),
                new RowIds(ids),
                sink,
                clock);
        WaitingRoom room = WaitingRoom.open(
                new SpoolOptions(folder(configuration.ledger(), name), MAX_BYTES),
                watched.grace(),
                missingOnly,
                deadLetters.of(Destinations.ONLY),
                clock,
                random);
        shadows.put(name, new Shadow(name, room, missingOnly, clock, person));
        account.ids(name).forEach(stream -> rooms.put(stream, room));
    }

    private static Path folder(LedgerPlace ledger, String account) {
        return ledger.beside(FOLDER + account);
    }

    /** The ledger takes what waits for delivered, so nothing may be left behind by a configuration that has changed. */
    private static void requireNothingLeft(Configuration configuration) throws SinkUnreachable, IOException {
        Set<Path> watched = configuration.accounts().entrySet().stream()
                .filter(entry -> entry.getValue().missingOnly().isPresent())
                .map(entry -> folder(configuration.ledger(), entry.getKey()))
                .collect(Collectors.toSet());
        for (Map.Entry<String, Long> left : waiting(configuration.ledger()).entrySet()) {
            Path folder = folder(configuration.ledger(), left.getKey());
            if (left.getValue() > 0 && !watched.contains(folder)) {
                throw new SinkUnreachable(
                        folder + " still holds " + left.getValue() + " bytes of events of the account '" + left.getKey()
                                + "' that the SIEM has not been asked for yet. Put 'deliver: missing-only' of that account back until it is"
                                + " empty; or, to give them up, delete that folder.");
            }
        }
    }

    /** Bytes that wait, by account; also while a collector runs. */
    public static Map<String, Long> waiting(LedgerPlace ledger) throws IOException {
        Map<String, Long> waiting = new HashMap<>();
        Path all = ledger.beside(FOLDER).toAbsolutePath();
        String prefix = all.getFileName().toString();
        Path parent = Optional.ofNullable(all.getParent()).orElse(Path.of(""));
        if (!Files.isDirectory(parent)) {
            return waiting;
        }
        try (Stream<Path> files = Files.list(parent)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (name.startsWith(prefix) && Files.isDirectory(file)) {
                    long bytes =
                            Backlog.in(file).stream().mapToLong(Backlog::bytes).sum();
                    waiting.put(name.substring(prefix.length()), bytes);
                }
            }
        }
        return waiting;
    }

    /** What a stream writes to. */
    public Sink sinkOf(StreamId stream, Sink usual) {
        Sink room = rooms.get(stream);
        return room == null ? usual : new SortingSink(room, usual);
    }

    /** Begins to pass on what is due. */
    public void start() {
        shadows.values().forEach(Shadow::start);
    }

    /** Passes on all that is due. @return after which wait more will be */
    Duration step() throws InterruptedException {
        Duration wait = Duration.ofDays(1);
        for (Shadow shadow : shadows.values()) {
            Duration next = shadow.step();
            wait = next.compareTo(wait) < 0 ? next : wait;
        }
        return wait;
    }

    /**
     * Waits until all that is due has been passed on; what is not due yet stays.
     *
     * @return those that have not passed it on within the time
     */
    public List<Progress> drain(Duration patience) throws InterruptedException {
        Instant latest = clock.steady().plus(patience);
        while (!shadows.values().stream().allMatch(Shadow::owesNothing)
                && clock.steady().isBefore(latest)) {
            clock.sleep(LOOK_AGAIN);
        }
        return shadows.values().stream()
                .filter(shadow -> !shadow.owesNothing())
                .map(Shadow::progress)
                .toList();
    }

    /** How far each has got. */
    public List<Progress> progress() {
        return new ArrayList<>(shadows.values().stream().map(Shadow::progress).toList());
    }

    @Override
    public void close() {
        shadows.values().forEach(Shadow::close);
    }
}
