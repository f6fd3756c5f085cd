package io.rollcall.bench.speed;

import java.net.URI;

/** A web server that serves pages from disk on the loopback address. */
interface PageServer extends AutoCloseable {

    /** What it is, for the report. */
    String name();

    /** Its address, without a slash at its end. */
    URI base();

    @Override
    void close();
}
