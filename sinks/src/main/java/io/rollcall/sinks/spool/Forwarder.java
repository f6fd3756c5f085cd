package io.rollcall.sinks.spool;

import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.notice.NoticeBoard;
import io.rollcall.engine.notice.NoticeCode;
import io.rollcall.engine.sink.Batch;
import io.rollcall.engine.sink.DeadLetters.Letter;
import io.rollcall.engine.sink.Delivery;
import io.rollcall.engine.sink.Receipt;
import io.rollcall.engine.time.Backoff;
import io.rollcall.engine.time.Clock;
import io.rollcall.sinks.file.FileTrouble;
import io.rollcall.sinks.several.Destination;
import io.rollcall.sinks.several.WhenFull;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes out of the spool what a sink is to have, delivers it, and notes what has been accepted, one parcel after the other. Whatever is
 * in the way is tried again until it is gone; when it has been there for a minute, all sinks get a notice. Run by one thread; what it
 * shows may be asked by any.
 */
final class Forwarder implements Runnable {

    private static final long MAX_PARCEL_BYTES = 8L << 20;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
    private static final Duration NOTABLE = Duration.ofMinutes(1);

    /** Shares of the spool's room that what waits for one sink takes. */
    private static final double MUCH = 0.5;

    private static final double LITTLE = 0.4;

    private final Destination destination;
    private final Spool spool;
    private final Outlet outlet;
    private final Clock clock;
    private final Consumer<String> person;
    private final Backoff backoff;
    private final NoticeBoard notices;
    private final List<Delivery> unsent = new ArrayList<>();
    private @Nullable Instant troubledSince;
    private volatile Optional<String> trouble = Optional.empty();
    private volatile Optional<Instant> waiting = Optional.empty();
    private volatile boolean isPausing;
    private volatile Tally tally = new Tally(0, 0, 0, 0);

    /** What has become of deliveries so far. */
    private record Tally(long accepted, long refused, long passed, long dropped) {}

    /** @param person is told what is in the way, and when that is over */
    Forwarder(Destination destination, Spool spool, Clock clock, Consumer<String> person, DoubleSupplier random) {
        this.destination = destination;
        this.spool = spool;
        this.outlet = spool.outlet(destination.name());
        this.clock = clock;
        this.person = person;
        this.backoff = new Backoff(FIRST_WAIT, LONGEST_WAIT, random);
        this.notices = new NoticeBoard(new StreamId(Destination.OWN, "sink", destination.name()), List.of());
    }

    @Override
    public void run() {
        try {
            outlet.gap().ifPresent(this::tellGap);
            for (Optional<Parcel> next = take(); next.isPresent(); next = take()) {
                attempt(next.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    Progress progress() {
        Tally now = tally;
        return new Progress(
                destination.name(),
                now.accepted(),
                now.refused(),
                now.passed(),
                now.dropped(),
                spool.behind(outlet),
                waiting,
                trouble);
    }

    /** Whether it waits to try something again, so that nothing is under way. */
    boolean isPausing() {
        return isPausing;
    }

    private void tellGap(String gap) {
        person.accept(gap);
        notices.tell(NoticeCode.SPOOL_GAP, gap, clock.now());
        sendNotices();
    }

    private Optional<Parcel> take() throws InterruptedException {
        while (true) {
            try {
                return outlet.next(MAX_PARCEL_BYTES);
            } catch (IOException e) {
                hinder("the spool cannot be read: " + FileTrouble.cause(e), Optional.empty());
            }
        }
    }

    /** A failure nobody foresaw, of the sink or of ours, leaves the parcel where it is: the others must go on, and this one lose nothing. */
    private void attempt(Parcel parcel) throws InterruptedException {
        try {
            if (!isForwarded(parcel)) {
                leaveOldest();
            }
        } catch (RuntimeException e) {
            hinder("it failed in a way that is a mistake in Rollcall: " + e, Optional.empty());
        }
    }

    /** Whether the sink has what is its own of a parcel; it has not if the room is wanted meanwhile. */
    private boolean isForwarded(Parcel parcel) throws InterruptedException {
        List<Delivery> mine =
                parcel.deliveries().stream().filter(destination.route()::takes).toList();
        Optional<Integer> refused = mine.isEmpty() ? Optional.of(0) : forward(new Batch(mine));
        if (refused.isEmpty()) {
            return false;
        }
        note(parcel);
        tally = new Tally(
                tally.accepted() + mine.size() - refused.get(),
                tally.refused() + refused.get(),
                tally.passed() + parcel.deliveries().size() - mine.size(),
                tally.dropped());
        waiting = Optional.empty();
        calm();
        return true;
    }

    /** How many of a batch the sink has refused for good; empty if the room is wanted before it has the batch. */
    private Optional<Integer> forward(Batch batch) throws InterruptedException {
        waiting = Optional.of(batch.deliveries().get(0).visibleBy());
        Optional<Receipt.Accepted> receipt = deliver(batch);
        if (receipt.isPresent()) {
            keep(batch, receipt.get());
        }
        return receipt.map(accepted -> accepted.refused().size());
    }

    private Optional<Receipt.Accepted> deliver(Batch batch) throws InterruptedException {
        while (!spool.wantsToBeLeft(destination.name())) {
            List<Receipt.TryLater> refusals = new ArrayList<>();
            Optional<Receipt.Accepted> receipt = destination.sink().write(batch).fold(Optional::of, later -> {
                refusals.add(later);
                return Optional.empty();
            });
            if (receipt.isPresent()) {
                return receipt;
            }
            hinder(refusals.get(0).reason(), refusals.get(0).after());
        }
        return Optional.empty();
    }

    /** Makes room, as the user has chosen: the sink is not given the rest of the oldest segment. That is told first. */
    private void leaveOldest() throws InterruptedException {
        try {
            Dropped dropped = new Dropped();
            Position end = outlet.restOfSegment(
                    batch -> batch.stream().filter(destination.route()::takes).forEach(dropped::add));
            if (dropped.count() > 0) {
                String told = dropped.of(destination.name());
                notices.tell(NoticeCode.SPOOL_OVERFLOW, told, dropped.count(), List.of(), clock.now());
                unsent.addAll(notices.takeUnsent());
                spool.addAnyway(new Batch(unsent));
                unsent.clear();
                person.accept(told);
            }
            outlet.done(new Parcel(List.of(), end));
            tally = new Tally(tally.accepted(), tally.refused(), tally.passed(), tally.dropped() + dropped.count());
        } catch (IOException e) {
            hinder("the spool is full, and its oldest part cannot be left: " + FileTrouble.cause(e), Optional.empty());
        }
    }

    private void keep(Batch batch, Receipt.Accepted receipt) throws InterruptedException {
        List<Letter> letters = receipt.letters(batch);
        boolean isKept = letters.isEmpty();
        while (!isKept) {
            try {
                destination.deadLetters().keep(letters);
                isKept = true;
            } catch (UncheckedIOException e) {
                hinder(String.valueOf(e.getMessage()), Optional.empty());
            }
        }
    }

    private void note(Parcel parcel) throws InterruptedException {
        boolean isNoted = false;
        while (!isNoted) {
            try {
                outlet.done(parcel);
                isNoted = true;
            } catch (IOException e) {
                hinder("what it accepted cannot be noted in the spool: " + FileTrouble.cause(e), Optional.empty());
            }
        }
    }

    /** Says what is in the way, and waits a while. */
    private void hinder(String reason, Optional<Duration> asked) throws InterruptedException {
        if (trouble.isEmpty()) {
            person.accept("The sink '" + destination.name() + "' does not accept events: " + reason
                    + ". Nothing is lost: they are in the spool and are sent when it accepts again");
        }
        trouble = Optional.of(reason);
        Instant now = clock.steady();
        Instant since = troubledSince == null ? now : troubledSince;
        troubledSince = since;
        if (!now.isBefore(since.plus(NOTABLE))) {
            notices.raise(
                    NoticeCode.SINK_UNREACHABLE,
                    "The sink '" + destination.name() + "' does not accept events: " + reason
                            + ". They are in the spool, and the other sinks go on",
                    clock.now());
        }
        watchRoom();
        sendNotices();
        isPausing = true;
        clock.sleep(asked.orElseGet(backoff::next));
        isPausing = false;
    }

    private void calm() {
        backoff.reset();
        troubledSince = null;
        if (trouble.isPresent()) {
            trouble = Optional.empty();
            person.accept("The sink '" + destination.name() + "' accepts events again");
        }
        notices.clear(NoticeCode.SINK_UNREACHABLE, clock.now());
        watchRoom();
        sendNotices();
    }

    /** Says in good time that what waits for this sink is about to fill the spool. */
    private void watchRoom() {
        double share = (double) spool.behind(outlet) / spool.maxBytes();
        if (share > MUCH) {
            notices.raise(
                    NoticeCode.SPOOL_FILLING,
                    "Half of the room in the spool holds what the sink '" + destination.name() + "' has not taken: "
                            + trouble.orElse("it is slower than events come") + ". When all of it does, "
                            + (destination.whenFull() == WhenFull.HOLD
                                    ? "nothing more is fetched, for any sink, until it takes something"
                                    : "it is not given the oldest"),
                    clock.now());
        } else if (share < LITTLE) {
            notices.clear(NoticeCode.SPOOL_FILLING, clock.now());
        }
    }

    /** Notices go through the spool to all sinks; those it has no room for wait for the next time. */
    private void sendNotices() {
        unsent.addAll(notices.takeUnsent());
        if (unsent.isEmpty()) {
            return;
        }
        try {
            if (spool.add(new Batch(unsent))) {
                unsent.clear();
            }
        } catch (IOException e) {
            trouble = trouble.or(() -> Optional.of("a notice cannot be spooled: " + FileTrouble.cause(e)));
        }
    }
}
