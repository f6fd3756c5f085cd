package io.rollcall.audit.roll;

/**
 * Events that were not called.
 *
 * @param excused events of the truth that were not visible yet
 * @param outside events outside of the period or of the streams that are compared
 * @param undated events of the truth that the copy does not have, and of which nobody can tell whether they belong to the period,
 *     because they have no event time that can be read
 */
public record LeftOut(long excused, long outside, long undated) {}
