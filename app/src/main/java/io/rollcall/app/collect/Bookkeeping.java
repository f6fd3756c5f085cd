package io.rollcall.app.collect;

import io.rollcall.app.config.Configuration;
import io.rollcall.app.config.LedgerPlace;
import io.rollcall.app.older.BackfillRequests;
import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.ledger.Lease;
import io.rollcall.engine.ledger.Leases;
import io.rollcall.engine.ledger.Ledger;
import io.rollcall.engine.ledger.LedgerFailure;
import io.rollcall.engine.loop.LeasedLoop;
import io.rollcall.engine.loop.Loop;
import io.rollcall.engine.loop.StreamLoop;
import io.rollcall.engine.loop.SupervisedLoop;
import io.rollcall.engine.source.SourceTraits;
import io.rollcall.engine.time.Clock;
import io.rollcall.ledger.Participation;
import io.rollcall.ledger.PostgresLedger;
import io.rollcall.ledger.SharedLedger;
import io.rollcall.ledger.SqliteLedger;
import io.rollcall.ledger.StoredLedger;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The ledger a collector works with: its own, or one it shares with others. A shared one is kept up by a thread of its own. */
public final class Bookkeeping implements AutoCloseable {

    private static final int LETTERS = 8;

    private final StoredLedger ledger;
    private final Optional<SharedLedger> shared;
    private final Clock clock;
    private final Consumer<String> person;
    private final Thread renewal = new Thread(this::renew, "renew-leases");
    private volatile Runnable afterRenewal = () -> {};

    private Bookkeeping(StoredLedger ledger, Optional<SharedLedger> shared, Clock clock, Consumer<String> person) {
        this.ledger = ledger;
        this.shared = shared;
        this.clock = clock;
        this.person = person;
    }

    /** How long a collector stays. */
    public enum Stay {
        /** Until it is stopped: it gets its share of the streams. */
        MEMBER,
        /** Until all that is due has been delivered: it takes what no other collector has. */
        GUEST
    }

    /** @throws LedgerFailure if the ledger cannot be opened */
    static Bookkeeping open(Configuration configuration, Stay stay, Clock clock, Consumer<String> person) {
        Set<String> wanted =
                configuration.streams().stream().map(StreamId::toString).collect(Collectors.toSet());
        Bookkeeping opened = configuration.ledger().fold(new LedgerPlace.Cases<>() {
            @Override
            public Bookkeeping embedded(LedgerPlace.Embedded place) {
                return new Bookkeeping(SqliteLedger.open(place.file()), Optional.empty(), clock, person);
            }

            @Override
            public Bookkeeping shared(LedgerPlace.Shared place) {
                String name =
                        place.instance() + "/" + UUID.randomUUID().toString().substring(0, LETTERS);
                SharedLedger shared = PostgresLedger.open(
                        place.address(),
                        new Participation(name, wanted, place.takeover(), stay == Stay.GUEST),
                        clock,
                        person);
                return new Bookkeeping(shared.ledger(), Optional.of(shared), clock, person);
            }
        });
        opened.begin();
        return opened;
    }

    private void begin() {
        if (shared.isPresent()) {
            renewal.setDaemon(true);
            renewal.start();
        }
    }

    private void renew() {
        SharedLedger kept = shared.orElseThrow();
        Optional<String> told = Optional.empty();
        try {
            while (true) {
                clock.sleep(kept.period());
                told = renewed(kept, told);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What went wrong, which is told once; leases that cannot be renewed end by themselves. */
    private Optional<String> renewed(SharedLedger kept, Optional<String> told) {
        try {
            kept.renew();
            afterRenewal.run();
            return Optional.empty();
        } catch (LedgerFailure e) {
            Optional<String> trouble = Optional.of(String.valueOf(e.getMessage()));
            if (!trouble.equals(told)) {
                person.accept(trouble.get());
            }
            return trouble;
        }
    }

    /** Has something done whenever it is known anew who has which stream of a shared ledger. */
    void afterRenewal(Runnable task) {
        afterRenewal = task;
    }

    StoredLedger ledger() {
        return ledger;
    }

    /** Who else has a stream of a shared ledger; empty if nobody does. */
    Optional<String> holder(StreamId stream) {
        return shared.flatMap(kept -> kept.holder(stream));
    }

    /**
     * What collects a stream: at once if the ledger is this collector's own, whenever it has the lease if it is shared.
     *
     * @param opener makes the loop on the ledger it is given
     */
    Loop loop(StreamId stream, SourceTraits traits, Function<Ledger, StreamLoop> opener) {
        Supplier<Loop> maker =
                () -> shared.<Loop>map(kept -> new LeasedLoop(stream, traits, telling(kept.leases()), opener, clock))
                        .orElseGet(() -> opener.apply(ledger));
        return new SupervisedLoop(
                maker, clock, person, () -> ThreadLocalRandom.current().nextDouble());
    }

    private Leases telling(Leases leases) {
        return stream -> {
            Optional<Lease> taken = leases.take(stream);
            taken.ifPresent(unused -> person.accept(stream + " is collected here now"));
            return taken;
        };
    }

    /** Requests for older time, where collectors of this ledger look for them. */
    BackfillRequests requests(LedgerPlace place) {
        return shared.map(kept -> BackfillRequests.in(kept.requests())).orElseGet(() -> BackfillRequests.beside(place));
    }

    /** To be called when all loops have been closed. */
    @Override
    public void close() {
        renewal.interrupt();
        try {
            renewal.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        shared.ifPresentOrElse(SharedLedger::close, ledger::close);
    }
}
