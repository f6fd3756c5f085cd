/** Events: when they happen, when they show, and the order in which they are listed. Bodies are made on demand. */
@NullMarked
package io.rollcall.sim.event;

import org.jspecify.annotations.NullMarked;
