package io.rollcall.ledger;

import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.ledger.Lease;
import io.rollcall.engine.ledger.Leases;
import io.rollcall.engine.time.Clock;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The leases one collector has of a ledger it shares with others. They are kept by {@link #renew}. Thread-safe. */
final class PostgresLeases implements Leases {

    private final PostgresDatabase database;
    private final PostgresSession<PostgresTables> session;
    private final Outage outage;
    private final Participation participation;
    private final Clock clock;
    private final Map<String, PostgresLease> held = new ConcurrentHashMap<>();
    private volatile Optional<Sharing> sharing = Optional.empty();

    /** @param session of its own, so that no commit keeps leases from being renewed */
    PostgresLeases(
            PostgresDatabase database,
            PostgresSession<PostgresTables> session,
            Outage outage,
            Participation participation,
            Clock clock) {
        this.database = database;
        this.session = session;
        this.outage = outage;
        this.participation = participation;
        this.clock = clock;
    }

    /** Extends the leases there are, and looks who else is there; to be called several times in the length of a lease. */
    void renew() {
        Instant until = clock.steady().plus(participation.length());
        Map<Fence, PostgresLease> leases =
                held.values().stream().collect(Collectors.toMap(PostgresLease::fence, lease -> lease));
        try {
            Set<Fence> renewed = session.transact(tables -> renew(tables.leases(), List.copyOf(leases.keySet())));
            leases.forEach((fence, lease) -> {
                if (renewed.contains(fence)) {
                    lease.renewed(until);
                } else {
                    lease.lost();
                    held.remove(fence.stream(), lease);
                }
            });
            recall();
            outage.over();
        } catch (SQLException e) {
            if (!PostgresTrouble.isPassing(e)) {
                throw database.failure("cannot be shared", e);
            }
            outage.met(e);
        }
    }

    private Set<Fence> renew(LeaseTables tables, List<Fence> fences) throws SQLException {
        if (!participation.isGuest()) {
            tables.attend(participation.name(), participation.wanted(), participation.length());
        }
        Set<Fence> renewed = tables.renew(fences, participation.length());
        List<Instance> instances = tables.instances();
        Instance me = instances.stream()
                .filter(instance -> instance.name().equals(participation.name()))
                .findFirst()
                .orElseGet(() -> new Instance(participation.name(), participation.wanted(), Duration.ZERO));
        sharing = Optional.of(Sharing.of(me, instances, tables.holdings(), participation.length()));
        return renewed;
    }

    private void recall() {
        Optional<String> surplus = participation.isGuest()
                ? Optional.empty()
                : sharing.flatMap(seen -> seen.surplus(Set.copyOf(held.keySet())));
        held.forEach(
                (stream, lease) -> lease.recall(surplus.filter(stream::equals).isPresent()));
    }

    @Override
    public Optional<Lease> take(StreamId stream) {
        if (!isToTake(stream.toString())) {
            return Optional.empty();
        }
        Instant until = clock.steady().plus(participation.length());
        Optional<LeaseTables.Taken> taken;
        try {
            taken = session.transact(
                    tables -> tables.leases().take(stream.toString(), participation.name(), participation.length()));
        } catch (SQLException e) {
            throw database.failure("cannot be shared", e);
        }
        if (taken.isEmpty()) {
            return Optional.empty();
        }
        database.forget();
        PostgresLease lease = new PostgresLease(taken.get(), database, clock, until, this::giveBack);
        held.put(stream.toString(), lease);
        return Optional.of(lease);
    }

    private boolean isToTake(String stream) {
        PostgresLease mine = held.get(stream);
        if (mine != null) {
            return true;
        }
        return participation.isGuest()
                ? sharing.filter(seen -> seen.isFree(stream)).isPresent()
                : sharing.filter(seen -> seen.mayTake(stream, held.size())).isPresent();
    }

    /** Who has a stream; empty if nobody does. */
    Optional<String> holder(String stream) {
        return sharing.flatMap(seen -> seen.holder(stream));
    }

    /** As far as the database answers; otherwise it ends when its time is over. */
    private void giveBack(PostgresLease lease) {
        held.remove(lease.fence().stream(), lease);
        try {
            session.transact(tables -> {
                tables.leases().giveBack(lease.fence());
                return true;
            });
        } catch (SQLException e) {
            outage.met(e);
        }
    }

    /** Gives back what has not been given back, and tells the others that this collector is gone. */
    void leave() {
        List.copyOf(held.values()).forEach(PostgresLease::giveBack);
        try {
            session.transact(tables -> {
                tables.leases().leave(participation.name());
                return true;
            });
        } catch (SQLException e) {
            outage.met(e);
        }
        session.close();
    }
}
