/** Models of API drift: how late events become visible, and how load changes, in simulated time. */
@NullMarked
package io.rollcall.sim.drift;

import org.jspecify.annotations.NullMarked;
