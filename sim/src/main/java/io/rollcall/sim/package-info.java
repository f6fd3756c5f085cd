/** Simulator of the vendor APIs that knows the truth; independent of every other module. */
@NullMarked
package io.rollcall.sim;

import org.jspecify.annotations.NullMarked;
