package io.rollcall.sim.fault;

import java.util.regex.Pattern;

/**
 * When a fault happens.
 *
 * @param path found anywhere in path and query of a request; other requests are neither hit nor counted
 * @param first number of the first matching request that can be hit, from 1
 * @param last number of the last matching request that can be hit
 * @param probability of being hit, for the requests in between
 * @param sticky whether the same path is always hit or never, rather than each request on its own
 */
public record FaultRule(Pattern path, long first, long last, double probability, boolean sticky, Fault fault) {
    public FaultRule {
        if (first < 1 || last < first) {
            throw new IllegalArgumentException(
                    "a fault needs 1 <= first <= last, but they are " + first + " and " + last);
        }
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("a fault needs a probability from 0 to 1, but it is " + probability);
        }
    }

    /** The n-th matching request and those after it, {@code times} in all. */
    public static FaultRule onRequest(long nth, int times, String pathRegex, Fault fault) {
        return new FaultRule(Pattern.compile(pathRegex), nth, nth + times - 1, 1, false, fault);
    }

    /** The n-th matching request. */
    public static FaultRule onRequest(long nth, String pathRegex, Fault fault) {
        return onRequest(nth, 1, pathRegex, fault);
    }

    /** Each matching request with that probability. */
    public static FaultRule sometimes(double probability, String pathRegex, Fault fault) {
        return new FaultRule(Pattern.compile(pathRegex), 1, Long.MAX_VALUE, probability, false, fault);
    }

    /** A share of the matching paths, for ever. */
    public static FaultRule always(double shareOfPaths, String pathRegex, Fault fault) {
        return new FaultRule(Pattern.compile(pathRegex), 1, Long.MAX_VALUE, shareOfPaths, true, fault);
    }
}
