package io.rollcall.sim.http;

import io.rollcall.sim.fault.FaultKind;
import java.util.Optional;

/** Error bodies of one API. */
public interface ApiErrors {
    /** The answer to too many requests, without {@code Retry-After}. */
    Response throttled(Request request);

    /** HTTP 503. */
    Response unavailable(Request request);

    /** HTTP 504. */
    Response gatewayTimeout(Request request);

    /** Answer to a fault that only this API has; empty if the fault does not refuse the request. */
    Optional<Response> special(Request request, FaultKind kind);
}
