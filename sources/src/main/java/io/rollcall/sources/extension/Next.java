package io.rollcall.sources.extension;

import java.io.IOException;

/** What really sends a request. */
@FunctionalInterface
public interface Next {

    /**
     * Sends a request once, and waits for its answer.
     *
     * @throws IOException if there was none, or if the request leads to another server than the one the extension was given
     */
    Response send(Request request) throws IOException, InterruptedException;
}
