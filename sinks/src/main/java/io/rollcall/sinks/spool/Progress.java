package io.rollcall.sinks.spool;

import java.time.Instant;
import java.util.Optional;

/**
 * How far a sink behind the spool has got.
 *
 * @param accepted deliveries accepted since the collector started
 * @param refused deliveries refused for good since then, and kept as dead letters
 * @param passed deliveries its route left out
 * @param dropped deliveries it was not given since the spool was full
 * @param behindBytes what the spool holds for it
 * @param waiting when the oldest delivery it has not accepted was visible at the latest; empty if it is not known to lack any
 * @param trouble why it does not accept at the moment
 */
public record Progress(
        String name,
        long accepted,
        long refused,
        long passed,
        long dropped,
        long behindBytes,
        Optional<Instant> waiting,
        Optional<String> trouble) {}
