/** What really happened: every version of every event, with its times and content hash. */
@NullMarked
package io.rollcall.sim.truth;

import org.jspecify.annotations.NullMarked;
