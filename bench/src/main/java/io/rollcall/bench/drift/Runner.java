package io.rollcall.bench.drift;

/** A way to collect a world's events. */
interface Runner {

    /** Collects until {@code end}. */
    void run(Api api, Deliveries deliveries, long end);
}
