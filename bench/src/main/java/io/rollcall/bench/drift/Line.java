package io.rollcall.bench.drift;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The way to a simulated API, used by one worker: its clock goes on with every call. No more calls are made in a minute than the API
 * documents; now and then it grants fewer, and says so only when asked too often. A call may fail and is made again.
 */
final class Line {

    /** Calls per minute the API documents. */
    static final int LIMIT = 30;

    private static final long CALL_MILLIS = 1200;
    private static final double FAILED = 0.003;

    private final SplittableRandom random;
    private final Throttle throttle;
    private final long[] granted = new long[LIMIT];
    private final int[] callsPerHour;
    private Runnable onThrottled = () -> {};
    private long now;
    private long calls;
    private long rejected;

    Line(Throttle throttle, long end, long seed) {
        this.throttle = throttle;
        this.random = new SplittableRandom(seed);
        this.callsPerHour = new int[(int) (end / (60 * Span.MINUTE)) + 26];
        Arrays.fill(granted, Long.MIN_VALUE / 2);
    }

    /** Has somebody told whenever the API asks to slow down. */
    void onThrottled(Runnable listener) {
        onThrottled = listener;
    }

    long now() {
        return now;
    }

    void waitUntil(long time) {
        now = Math.max(now, time);
    }

    /** Makes a call, and again if it fails or is turned away. */
    void call() {
        do {
            now = Math.max(now, freeFrom(LIMIT));
            while (now < freeFrom(throttle.granted(now))) {
                rejected++;
                onThrottled.run();
                now = freeFrom(throttle.granted(now));
            }
            granted[(int) (calls % LIMIT)] = now;
            calls++;
            callsPerHour[(int) Math.min(callsPerHour.length - 1, now / (60 * Span.MINUTE))]++;
            now += CALL_MILLIS;
        } while (random.nextDouble() < FAILED);
    }

    /** From when on another call makes no more than so many a minute. */
    private long freeFrom(int perMinute) {
        return granted[(int) Math.floorMod(calls - perMinute, (long) LIMIT)] + Span.MINUTE;
    }

    double nextDouble() {
        return random.nextDouble();
    }

    int nextInt(int bound) {
        return random.nextInt(bound);
    }

    /** Calls granted. */
    long calls() {
        return calls;
    }

    /** Calls the API turned away. */
    long rejected() {
        return rejected;
    }

    /** Calls per minute in the busiest hour. */
    double peak() {
        return Arrays.stream(callsPerHour).max().orElse(0) / 60.0;
    }
}
