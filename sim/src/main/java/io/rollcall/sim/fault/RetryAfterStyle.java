package io.rollcall.sim.fault;

/** How a refusal says when to come back. */
public enum RetryAfterStyle {
    ABSENT,
    SECONDS,
    HTTP_DATE
}
