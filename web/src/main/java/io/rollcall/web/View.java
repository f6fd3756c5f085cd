package io.rollcall.web;

import java.util.List;

/**
 * The collector at a moment.
 *
 * @param sinks those behind the spool; empty without one
 */
public record View(List<StreamView> streams, List<SinkView> sinks) {

    public View {
        streams = List.copyOf(streams);
        sinks = List.copyOf(sinks);
    }
}
