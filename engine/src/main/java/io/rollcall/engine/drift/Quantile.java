package io.rollcall.engine.drift;

import java.time.Duration;

/** An estimated lateness and the bounds within which it lies with 99 % confidence. */
public record Quantile(Duration estimate, Duration atLeast, Duration atMost) {}
