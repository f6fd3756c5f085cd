package io.rollcall.engine.ledger;

import io.rollcall.engine.memory.Bucket;

/** The place of keys within a stream's memory: what they stand for, and their bucket. */
public record Shelf(KeySpace space, Bucket bucket) {}
