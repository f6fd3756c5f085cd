package io.rollcall.sim.http;

/** Answerer of requests. Thread-safe. */
@FunctionalInterface
public interface HttpHandler {
    Response handle(Request request);
}
