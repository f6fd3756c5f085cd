/** Placeholder. */
package io.rollcall.sim;
