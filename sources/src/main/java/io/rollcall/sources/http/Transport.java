package io.rollcall.sources.http;

import io.rollcall.engine.source.SourceFault;

/** What carries requests to where they are addressed, and brings the answers. Thread-safe. */
public interface Transport extends AutoCloseable {

    /**
     * Sends a request once and reads its answer.
     *
     * @throws SourceFault TIMEOUT, CONNECTION or TOO_LARGE, all of them worth another try but the last
     */
    Answer send(Call call) throws SourceFault, InterruptedException;

    @Override
    void close();
}
