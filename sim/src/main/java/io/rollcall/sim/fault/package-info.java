/** Faults to inject: which request is hit, and by what. */
@NullMarked
package io.rollcall.sim.fault;

import org.jspecify.annotations.NullMarked;
