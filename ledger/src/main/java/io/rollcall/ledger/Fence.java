package io.rollcall.ledger;

/**
 * What tells a lease from all others of its stream.
 *
 * @param owner the collector's name, which no other process has
 * @param number one more than that of the lease before
 */
record Fence(String stream, String owner, long number) {}
