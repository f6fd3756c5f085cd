/** Simulated time: the only clock the simulator reads. */
@NullMarked
package io.rollcall.sim.clock;

import org.jspecify.annotations.NullMarked;
