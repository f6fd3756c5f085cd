package io.rollcall.sources.extension;

import java.io.IOException;

/** The handling of a stream's exchanges with its API. Thread-safe. */
@FunctionalInterface
public interface Exchanges {

    /**
     * Handles one exchange: changes the request, passes it on, and changes the answer; or answers itself. What it returns is judged and
     * read as the definition says. Waiting, asking again, limits and duplicates are not its business.
     *
     * @param request as the definition makes it, with the proof of who sends it
     * @throws IOException if there is no answer; the same is asked again later
     */
    Response exchange(Request request, Next next) throws IOException, InterruptedException;
}
