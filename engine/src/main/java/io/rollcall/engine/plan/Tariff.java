package io.rollcall.engine.plan;

import io.rollcall.engine.budget.RateScope;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The price of a call in one rate scope, which all its streams pay and move. Thread-safe. */
public final class Tariff {

    /** The share of an API's limit that is used unless the user says otherwise; the rest is for others. */
    private static final double SHARE = 0.1;

    private static final double LEAST_PER_MINUTE = 0.4;
    private static final double LEAST_NEED = 0.01;

    /** Clocks of streams of one API differ by this much at most; more is a clock that was set. */
    private static final Duration JITTER = Duration.ofMinutes(1);

    private final double most;
    private final double limit;
    private final Map<Object, Double> needs = new HashMap<>();
    private double target;
    private double part = 1;
    private @Nullable Price price;

    /**
     * @param target calls per minute to be used on average
     * @param limit calls per minute the API allows
     */
    public Tariff(double target, double limit) {
        if (!(target > 0 && limit > 0)) {
            throw new IllegalArgumentException("target and limit must be positive: " + target + ", " + limit);
        }
        this.most = Math.min(target, limit);
        this.target = most;
        this.limit = limit;
    }

    /**
     * A tariff whose streams say what they need to keep a delay; until the first does, a tenth of the limit is used.
     *
     * @param most calls per minute that are used on average at most
     */
    public static Tariff asNeeded(double most, double limit) {
        Tariff tariff = new Tariff(most, limit);
        tariff.target = Math.min(tariff.most, Math.max(LEAST_PER_MINUTE, SHARE * limit));
        return tariff;
    }

    /** A tenth of the limit of a scope, but at least a call every two and a half minutes. */
    public static Tariff of(RateScope scope) {
        double limit = perMinute(scope);
        return new Tariff(Math.max(LEAST_PER_MINUTE, SHARE * limit), limit);
    }

    /** Calls per minute a scope allows. */
    public static double perMinute(RateScope scope) {
        return scope.requests() * 60_000.0 / scope.period().toMillis();
    }

    /** Calls per minute to be used on average. */
    public synchronized double target() {
        return target;
    }

    /**
     * Takes in with how many calls for all streams together one of them would keep its delay: the most demanding decides, as far as
     * may be. The price follows at once, since calls go with the inverse of its root.
     *
     * @param stream any object that stands for it
     */
    public synchronized void need(Object stream, double callsPerMinute) {
        needs.put(stream, callsPerMinute);
        double needed =
                needs.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
        target = Math.min(most * part, Math.max(LEAST_NEED, needed));
        reprice();
    }

    /**
     * Leaves the rest to other processes that read within the same limit, from now on.
     *
     * @param newPart more than 0, at most 1
     */
    public synchronized void share(double newPart) {
        if (newPart != part) {
            target *= newPart / part;
            part = newPart;
            reprice();
        }
    }

    private void reprice() {
        if (price != null) {
            price = price.under(target, limit * part);
        }
    }

    /** Calls per minute that may be used on average. */
    public double most() {
        return most;
    }

    /** Calls per minute the API allows. */
    public double limit() {
        return limit;
    }

    /**
     * The price now.
     *
     * @param eventsPerMinute of the stream that asks, to find a first price by
     */
    public synchronized Price at(Instant now, double eventsPerMinute) {
        Price then = price == null
                ? Price.starting(target, limit * part, eventsPerMinute, now)
                : price.at(orderly(price, now));
        price = then;
        return then;
    }

    /** Goes on with a price from before a restart; the latest of all streams' counts. */
    public synchronized void resume(Price saved) {
        if (price == null || price.at().isBefore(saved.at())) {
            price = saved.under(target, limit * part);
        }
    }

    /**
     * Takes in calls that were made.
     *
     * @param isCatchingUp whether they read what was never read
     */
    public synchronized void spent(int calls, boolean isCatchingUp, Instant now) {
        if (price != null) {
            price = price.spent(calls, isCatchingUp, orderly(price, now));
        }
    }

    /** Takes in that the API asked us to slow down. */
    public synchronized void throttled(Instant now) {
        if (price != null) {
            price = price.throttled(orderly(price, now));
        }
    }

    /** Calls per minute lately; the target as long as nothing is known. */
    public synchronized double use() {
        return price == null ? target : price.use();
    }

    /** The price as last reckoned; empty if nobody has asked for it. */
    public synchronized Optional<Price> last() {
        return Optional.ofNullable(price);
    }

    private static Instant orderly(Price price, Instant now) {
        boolean isJitter = now.isBefore(price.at()) && now.plus(JITTER).isAfter(price.at());
        return isJitter ? price.at() : now;
    }
}
