package io.rollcall.sim.office365;

import io.rollcall.sim.event.StreamKind;
import io.rollcall.sim.office365.Subscription.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All subscriptions, by tenant, program and content type. Thread-safe. */
final class Subscriptions {
    private final Office365Options options;
    private final Instant simulationStart;
    private final Map<Key, Subscription> subscriptions = new HashMap<>();

    Subscriptions(Office365Options options, Instant simulationStart) {
        this.options = options;
        this.simulationStart = simulationStart;
    }

    synchronized State state(Key key, Instant now) {
        return subscription(key).state(now);
    }

    /** Enables a subscription; false if it is enabled already. */
    synchronized boolean start(Key key, Instant now) {
        Subscription subscription = subscription(key);
        if (subscription.state(now) == State.ENABLED) {
            return false;
        }
        subscription.start(now, options.backfill());
        return true;
    }

    /** Stops a subscription; false if there is none. */
    synchronized boolean stop(Key key, Instant now) {
        Subscription subscription = subscription(key);
        if (subscription.state(now) == State.NONE) {
            return false;
        }
        subscription.stop(now);
        return true;
    }

    synchronized boolean covers(Key key, Instant created) {
        return subscription(key).covers(created);
    }

    /** Content types that a program is subscribed to, disabled ones included. */
    synchronized List<StreamKind> active(String tenantId, String clientId, Instant now) {
        List<StreamKind> active = new ArrayList<>();
        for (StreamKind stream : StreamKind.blobStreams()) {
            if (state(new Key(tenantId, clientId, stream), now) != State.NONE) {
                active.add(stream);
            }
        }
        return active;
    }

    private Subscription subscription(Key key) {
        return subscriptions.computeIfAbsent(key, this::fresh);
    }

    private Subscription fresh(Key key) {
        Optional<Instant> disabledAt =
                Optional.ofNullable(options.disabledAfter().get(key.stream)).map(simulationStart::plus);
        Subscription subscription = new Subscription(disabledAt);
        if (options.subscribedFromStart()) {
            subscription.start(simulationStart, options.backfill());
        }
        return subscription;
    }

    /** Whose subscription to what. */
    record Key(String tenantId, String clientId, StreamKind stream) {}
}
