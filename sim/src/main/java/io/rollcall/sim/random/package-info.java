/** Pseudo-random values that depend only on a seed, so that every run can be repeated. */
@NullMarked
package io.rollcall.sim.random;

import org.jspecify.annotations.NullMarked;
