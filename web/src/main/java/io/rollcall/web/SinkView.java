package io.rollcall.web;

import java.time.Instant;
import java.util.Optional;

/**
 * A sink behind the spool at a moment.
 *
 * @param name the user's name for it
 * @param accepted deliveries accepted since the collector started
 * @param refused deliveries refused for good since then
 * @param leftOut deliveries that were not for it
 * @param dropped deliveries it was not given since the spool was full
 * @param behindBytes what the spool holds for it
 * @param waiting when the oldest delivery it has not accepted was visible at the latest; empty if it is not known to lack any
 * @param trouble why it does not accept at the moment
 */
public record SinkView(
        String name,
        long accepted,
        long refused,
        long leftOut,
        long dropped,
        long behindBytes,
        Optional<Instant> waiting,
        Optional<String> trouble) {}
