package io.rollcall.engine.plan;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a call costs, in event-minutes of delay, so that on average a budget is used and not exceeded. One price for all streams
 * that share a limit: so the calls go where they end the most delay. Immutable.
 *
 * @param perCall event-minutes per call
 * @param target calls per minute to be used on average
 * @param limit calls per minute the API allows
 * @param use calls per minute lately, over some hours; catching up is not counted
 * @param burst calls per minute in the last few minutes, all counted
 * @param room the part of the limit the API has lately been seen to grant, 1 unless it throttled
 * @param at the time this is the price of
 */
public record Price(double perCall, double target, double limit, double use, double burst, double room, Instant at) {

    private static final int VERSION = 0x50520001;
    private static final int BYTES = 4 + 7 * 8;
    private static final double AVERAGED_MINUTES = 6 * 60;
    private static final double BURST_MINUTES = 5;
    private static final double GAIN_PER_MINUTE = 0.15 / 30;
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
        if (!(perCall > 0 && target > 0 && limit > 0)) {
            throw new IllegalArgumentException(
                    "price, target and limit must be positive: " + perCall + ", " + target + ", " + limit);
        }
    }

    /** The price to start with, for streams with that many events per minute in all. */
    public static Price starting(double target, double limit, double eventsPerMinute, Instant now) {
        double perCall = Math.max(eventsPerMinute, 0.01) / (2 * target * target);
        return new Price(clipped(perCall), target, limit, target, 0, 1, now);
    }

    /** This price under other terms, such as a configuration that has changed. */
    public Price under(double newTarget, double newLimit) {
        return new Price(perCall, newTarget, newLimit, use, burst, room, at);
    }

    /** This price in a few bytes, for {@link #fromBytes}. */
    public byte[] toBytes() {
        return ByteBuffer.allocate(BYTES)
                .putInt(VERSION)
                .putDouble(perCall)
                .putDouble(target)
                .putDouble(limit)
                .putDouble(use)
                .putDouble(burst)
                .putDouble(room)
                .putLong(at.toEpochMilli())
                .array();
    }

    /** The price {@link #toBytes} was asked of; empty if the bytes are not such: then one starts anew and finds its level in hours. */
    public static Optional<Price> fromBytes(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (bytes.length != BYTES || in.getInt() != VERSION) {
            return Optional.empty();
        }
        double[] values = IntStream.range(0, 6).mapToDouble(i -> in.getDouble()).toArray();
        boolean isSound = Arrays.stream(values).allMatch(value -> value >= 0 && value < Double.MAX_VALUE)
                && Arrays.stream(values).limit(3).allMatch(value -> value > 0);
        return isSound
                ? Optional.of(new Price(
                        values[0],
                        values[1],
                        values[2],
                        values[3],
                        values[4],
                        values[5],
                        Instant.ofEpochMilli(in.getLong())))
                : Optional.empty();
    }

    /** The price at a time; if that is earlier than the last one, the clock was ahead and nothing but the time changes. */
    public Price at(Instant now) {
        double minutes = Duration.between(at, now).toMillis() / 60_000.0;
        if (minutes <= 0) {
            return minutes == 0 ? this : new Price(perCall, target, limit, use, burst, room, now);
        }
        double aim = Math.min(target, limit * room);
        double strain = Math.max(-1, Math.min(1, use / aim - 1));
        return new Price(
                clipped(perCall * Math.exp(GAIN_PER_MINUTE * Math.min(minutes, LONGEST_STEP_MINUTES) * strain)),
                target,
                limit,
                use * Math.exp(-minutes / AVERAGED_MINUTES),
                burst * Math.exp(-minutes / BURST_MINUTES),
                Math.min(1, room + RECOVERY_PER_MINUTE * minutes),
                now);
    }

    /**
     * The price after calls have been made.
     *
     * @param isCatchingUp whether they read what was never read
     */
    public Price spent(int calls, boolean isCatchingUp, Instant now) {
        Price then = at(now);
        return new Price(
                then.perCall,
                target,
                limit,
                then.use + (isCatchingUp ? 0 : calls / AVERAGED_MINUTES),
                then.burst + calls / BURST_MINUTES,
                then.room,
                then.at);
    }

    /** The price after the API asked us to slow down. */
    public Price throttled(Instant now) {
        Price then = at(now);
        return new Price(clipped(2 * then.perCall), target, limit, then.use, then.burst, then.room * CUT, then.at);
    }

    /** Whether calls may be spent on what was never read: as long as half of the limit is left to everything else. */
    public boolean allowsCatchingUp() {
        return burst < SHARE_FOR_CATCHING_UP * limit * room;
    }

    /** When {@link #allowsCatchingUp} will be true again if no calls are made until then. */
    public Instant catchingUpAgainAt() {
        double excess = burst / (SHARE_FOR_CATCHING_UP * limit * room);
        return excess <= 1 ? at : at.plusMillis((long) Math.ceil(60_000 * BURST_MINUTES * Math.log(excess)) + 1);
    }

    /** This price for one who cannot come back later: catching up is not put off. */
    public Price unhurried() {
        return new Price(perCall, target, limit, use, 0, room, at);
    }

    private static double clipped(double perCall) {
        return Math.max(SMALLEST, Math.min(LARGEST, perCall));
    }
}
