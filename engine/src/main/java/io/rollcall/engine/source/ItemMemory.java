package io.rollcall.engine.source;

/** What a sweep may ask about items: whether one has already been read and committed, or waits in quarantine. */
@FunctionalInterface
public interface ItemMemory {

    /** True if the item need not be fetched by this sweep. */
    boolean isSettled(Item item);
}
