package io.rollcall.sinks.spool;

import io.rollcall.engine.sink.Batch;
import io.rollcall.engine.sink.DeadLetters;
import io.rollcall.engine.sink.DeadLetters.Letter;
import io.rollcall.engine.sink.Delivery;
import io.rollcall.engine.sink.Receipt;
import io.rollcall.engine.sink.Sink;
import io.rollcall.engine.sink.SinkUnreachable;
import io.rollcall.engine.time.Backoff;
import io.rollcall.engine.time.Clock;
import io.rollcall.options.Durations;
import io.rollcall.sinks.file.FileTrouble;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleSupplier;

/**
 * Keeps batches on the disk until they are so old, and then passes them on to a sink, in order. What it has taken it forgets only when that sink has
 * accepted it. It takes steps, which one thread makes; batches may come, and its state be asked, from any.
 */
public final class WaitingRoom implements Sink {

    private static final String DOOR = "door";
    private static final long MAX_PARCEL_BYTES = 1L << 20;
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private final SpoolOptions options;
    private final Duration age;
    private final Sink next;
    private final DeadLetters deadLetters;
    private final Clock clock;
    private final Spool spool;
    private final Outlet door;
    private final Backoff backoff;
    private volatile Tally tally = new Tally(0, 0);
    private volatile Optional<String> trouble = Optional.empty();
    private volatile Optional<Instant> oldest = Optional.empty();

    /** What has become of deliveries so far. */
    private record Tally(long accepted, long refused) {}

    private WaitingRoom(
            SpoolOptions options,
            Duration age,
            Sink next,
            DeadLetters deadLetters,
            Clock clock,
            DoubleSupplier random,
            Spool spool) {
        this.options = options;
        this.age = age;
        this.next = next;
        this.deadLetters = deadLetters;
        this.clock = clock;
        this.spool = spool;
        this.door = spool.outlet(DOOR);
        this.backoff = new Backoff(LOOK_AGAIN, LONGEST_WAIT, random);
    }

    /**
     * Opens the room, with what is in it.
     *
     * @param age how long ago a delivery must have been visible to be passed on
     * @param next where it is passed on to; closed with the room
     * @param random numbers from 0 to 1, for jitter
     * @throws SinkUnreachable if its folder cannot be used until somebody changes something on this machine
     */
    public static WaitingRoom open(
            SpoolOptions options, Duration age, Sink next, DeadLetters deadLetters, Clock clock, DoubleSupplier random)
            throws SinkUnreachable {
        return new WaitingRoom(
                options, age, next, deadLetters, clock, random, Spool.open(options, List.of(DOOR), Set.of()));
    }

    @Override
    public Receipt write(Batch batch) throws InterruptedException {
        try {
            return spool.add(batch)
                    ? Receipt.accepted()
                    : Receipt.tryLater("what waits in " + options.path() + " has grown to " + options.maxBytes()
                            + " bytes, the most it may: " + trouble.orElse("it does not leave as fast as it comes"));
        } catch (ClosedByInterruptException e) {
            throw (InterruptedException) new InterruptedException("stopped while writing to the disk").initCause(e);
        } catch (IOException e) {
            return Receipt.tryLater(FileTrouble.of("cannot keep what waits", options.path(), e));
        }
    }

    /**
     * Passes on what is due next, if anything is. What fails in a way that nobody foresaw stays, and is tried again: the thread that makes the steps must
     * not end of it.
     *
     * @return after which wait to make the next step; zero for at once
     */
    public Duration step() throws InterruptedException {
        if (spool.behind(door) == 0) {
            oldest = Optional.empty();
            return LOOK_AGAIN;
        }
        try {
            Optional<Parcel> parcel =
                    door.next(MAX_PARCEL_BYTES, batch -> untilDue(batch).isZero());
            return parcel.isPresent() ? pass(parcel.get()) : LOOK_AGAIN;
        } catch (IOException | UncheckedIOException e) {
            return hindered(
                    "what waits in " + options.path() + " cannot be read, or not be noted: " + e, Optional.empty());
        } catch (RuntimeException e) {
            return hindered("it failed in a way that is a mistake in Rollcall: " + e, Optional.empty());
        }
    }

    private Duration pass(Parcel parcel) throws IOException, InterruptedException {
        if (!parcel.deliveries().isEmpty()) {
            oldest = Optional.of(parcel.deliveries().get(0).visibleBy());
            Duration wait = untilDue(parcel.deliveries());
            if (!wait.isZero()) {
                return wait.compareTo(LOOK_AGAIN) < 0 ? wait : LOOK_AGAIN;
            }
            Batch batch = new Batch(parcel.deliveries());
            Optional<Duration> later = next.write(batch).fold(accepted -> accepted(batch, accepted), refusal -> {
                return Optional.of(hindered(refusal.reason(), refusal.after()));
            });
            if (later.isPresent()) {
                return later.get();
            }
        }
        door.done(parcel);
        trouble = Optional.empty();
        backoff.reset();
        return Duration.ZERO;
    }

    private Optional<Duration> accepted(Batch batch, Receipt.Accepted receipt) {
        List<Letter> letters = receipt.letters(batch);
        if (!letters.isEmpty()) {
            deadLetters.keep(letters);
        }
        tally = new Tally(
                tally.accepted() + batch.deliveries().size() - letters.size(), tally.refused() + letters.size());
        return Optional.empty();
    }

    /** How long a batch has still to wait. */
    private Duration untilDue(List<Delivery> batch) {
        Instant due = batch.stream()
                .map(Delivery::visibleBy)
                .max(Instant::compareTo)
                .map(seen -> seen.plus(age))
                .orElse(Instant.MIN);
        Instant now = clock.now();
        return due.isAfter(now) ? Duration.between(now, due) : Duration.ZERO;
    }

    private Duration hindered(String reason, Optional<Duration> asked) {
        trouble = Optional.of(reason);
        return asked.orElseGet(backoff::next);
    }

    /**
     * How far it has got.
     *
     * @param name of it, for people
     * @param passed of the accepted ones, those that the sink it passes to has dropped
     */
    public Progress progress(String name, long passed) {
        Tally now = tally;
        return new Progress(
                name, now.accepted() - passed, now.refused(), passed, 0, spool.behind(door), oldest, trouble);
    }

    @Override
    public String promise() {
        return "kept on this machine's disk until it has been visible for " + Durations.format(age) + "; then: "
                + next.promise();
    }

    @Override
    public String probe() throws SinkUnreachable, InterruptedException {
        return next.probe();
    }

    /** To be called when no step is being made. */
    @Override
    public void close() {
        next.close();
        spool.close();
    }
}
