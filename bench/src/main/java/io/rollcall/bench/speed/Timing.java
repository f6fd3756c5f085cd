package io.rollcall.bench.speed;

/**
 * How long a run took.
 *
 * @param seconds from its beginning to its end
 * @param processorSeconds of all its threads or processes; the web server's are not in it
 */
record Timing(double seconds, double processorSeconds) {}
