package io.rollcall.engine.plan;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a call costs, in event-minutes of delay, so that on average a budget is used and not exceeded. One price for all streams
 * that share a limit: so the calls go where they end the most delay. It is steered slowly, since events wait least if a call costs
 * the same by day and by night; only at first, and while use is far off the target, it moves fast. Immutable.
 *
 * @param level event-minutes per call, were the API to grant all of its limit
 * @param target calls per minute to be used on average
 * @param limit calls per minute the API allows
 * @param hourly calls per minute in the last hour or so; catching up is not counted
 * @param use the same over a day, at first over less, where no hour counts for more than twice the target: what is
 *     spent on a surge of events is not saved later
 * @param burst calls per minute in the last few minutes, all counted
 * @param room the part of the limit the API has lately been seen to grant, 1 unless it throttled
 * @param since when it was first set
 * @param at the time this is the price of
 */
public record Price(
        double level,
        double target,
        double limit,
        double hourly,
        double use,
        double burst,
        double room,
        Instant since,
        Instant at) {

    private static final int VERSION = 0x50520002;
    private static final int BYTES = 4 + 9 * 8;

    /** Use is averaged, and the price follows, over a quarter of the time there has been a price; between these bounds. */
    private static final double SHORTEST_MEMORY = 60;

    private static final double LONGEST_MEMORY = 24 * 60;

    private static final double BURST_MINUTES = 5;

    /** Use that is farther off the target than this, in its logarithm, is no rhythm of the day; what is beyond counts twice. */
    private static final double RHYTHM = 0.25;

    private static final double LEAST_USE = 0.05;
    private static final double HOUR = 60;
    private static final double MOST_PER_HOUR = 2;

    /** Nobody asked for the price for so long: we were not running. */
    private static final double LONGEST_STEP_MINUTES = 60;

    /**
     * No call is made for less than 0.6 event-seconds. Without such a floor the price of a stream that has fallen quiet sinks until
     * looks for next to nothing take all that the API allows, and needs days to rise again.
     */
    private static final double SMALLEST = 0.01;

    private static final double LARGEST = 1e9;
    private static final double CUT = 0.7;
    private static final double RECOVERY_PER_MINUTE = 0.02;
    private static final double SHARE_FOR_CATCHING_UP = 0.5;

    public Price {
        if (!(level > 0 && target > 0 && limit > 0)) {
            throw new IllegalArgumentException(
                    "price, target and limit must be positive: " + level + ", " + target + ", " + limit);
        }
    }

    /** The price to start with, for streams with that many events per minute in all. */
    public static Price starting(double target, double limit, double eventsPerMinute, Instant now) {
        double level = Math.max(eventsPerMinute, 0.01) / (2 * target * target);
        return new Price(clipped(level), target, limit, target, target, 0, 1, now, now);
    }

    /** Event-minutes per call: calls go with the inverse of its root, so they go with the room there is. */
    public double perCall() {
        return clipped(level / (room * room));
    }

    /** This price under other terms, at which it arrives without delay: calls go with the inverse of its root. */
    public Price under(double newTarget, double newLimit) {
        double ratio = target / newTarget;
        return new Price(clipped(level * ratio * ratio), newTarget, newLimit, hourly, use, burst, room, since, at);
    }

    /** This price in a few bytes, for {@link #fromBytes}. */
    public byte[] toBytes() {
        return ByteBuffer.allocate(BYTES)
                .putInt(VERSION)
                .putDouble(level)
                .putDouble(target)
                .putDouble(limit)
                .putDouble(hourly)
                .putDouble(use)
                .putDouble(burst)
                .putDouble(room)
                .putLong(since.toEpochMilli())
                .putLong(at.toEpochMilli())
                .array();
    }

    /** The price {@link #toBytes} was asked of; empty if the bytes are not such: then one starts anew and finds its level in hours. */
    public static Optional<Price> fromBytes(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (bytes.length != BYTES || in.getInt() != VERSION) {
            return Optional.empty();
        }
        double[] values = IntStream.range(0, 7).mapToDouble(i -> in.getDouble()).toArray();
        boolean isSound = Arrays.stream(values).allMatch(value -> value >= 0 && value < Double.MAX_VALUE)
                && Arrays.stream(values).limit(3).allMatch(value -> value > 0)
                && values[6] > 0;
        return isSound
                ? Optional.of(new Price(
                        values[0],
                        values[1],
                        values[2],
                        values[3],
                        values[4],
                        values[5],
                        values[6],
                        Instant.ofEpochMilli(in.getLong()),
                        Instant.ofEpochMilli(in.getLong())))
                : Optional.empty();
    }

    /** The price at a time; if that is earlier than the last one, the clock was ahead and nothing but the time changes. */
    public Price at(Instant now) {
        double elapsed = Duration.between(at, now).toMillis() / 60_000.0;
        if (elapsed <= 0) {
            return elapsed == 0 ? this : new Price(level, target, limit, hourly, use, burst, room, since, now);
        }
        double minutes = Math.min(elapsed, LONGEST_STEP_MINUTES);
        double memory = memory();
        double counted = Math.min(hourly, MOST_PER_HOUR * target);
        return new Price(
                clipped(level * Math.exp(minutes / memory * strain())),
                target,
                limit,
                hourly * Math.exp(-minutes / HOUR),
                counted + (use - counted) * Math.exp(-minutes / memory),
                burst * Math.exp(-elapsed / BURST_MINUTES),
                Math.min(1, room + RECOVERY_PER_MINUTE * elapsed),
                since,
                now);
    }

    /** Over how many minutes use is averaged. */
    private double memory() {
        double age = Duration.between(since, at).toMillis() / 60_000.0;
        return Math.max(SHORTEST_MEMORY, Math.min(age / 4, LONGEST_MEMORY));
    }

    /** How hard the price is pushed: not at all if use is on target, or on its way there. */
    private double strain() {
        double aim = Math.min(target, limit * room);
        if ((use - aim) * (hourly - aim) < 0) {
            return 0;
        }
        double excess = Math.log(Math.max(LEAST_USE, use / aim));
        return excess + Math.signum(excess) * Math.max(0, Math.abs(excess) - RHYTHM);
    }

    /**
     * The price after calls have been made.
     *
     * @param isCatchingUp whether they read what was never read
     */
    public Price spent(int calls, boolean isCatchingUp, Instant now) {
        Price then = at(now);
        return new Price(
                then.level,
                target,
                limit,
                then.hourly + (isCatchingUp ? 0 : calls / HOUR),
                then.use,
                then.burst + calls / BURST_MINUTES,
                then.room,
                since,
                then.at);
    }

    /** The price after the API asked us to slow down: twice as high, and back where it was within a quarter of an hour. */
    public Price throttled(Instant now) {
        Price then = at(now);
        return new Price(then.level, target, limit, then.hourly, then.use, then.burst, then.room * CUT, since, then.at);
    }

    /** Whether calls may be spent on what was never read: as long as half of the limit is left to everything else. */
    public boolean allowsCatchingUp() {
        return burst < SHARE_FOR_CATCHING_UP * limit * room;
    }

    /** Whether calls may be spent on what nobody waits for: those of the last hour or so have left some of the target, and half of the limit is free. */
    public boolean hasSpare() {
        return allowsCatchingUp() && hourly < Math.min(target, limit * room);
    }

    /** When {@link #allowsCatchingUp} will be true again if no calls are made until then. */
    public Instant catchingUpAgainAt() {
        double excess = burst / (SHARE_FOR_CATCHING_UP * limit * room);
        return excess <= 1 ? at : at.plusMillis((long) Math.ceil(60_000 * BURST_MINUTES * Math.log(excess)) + 1);
    }

    /** This price for one who cannot come back later: catching up is not put off. */
    public Price unhurried() {
        return new Price(level, target, limit, hourly, use, 0, room, since, at);
    }

    private static double clipped(double level) {
        return Math.max(SMALLEST, Math.min(LARGEST, level));
    }
}
