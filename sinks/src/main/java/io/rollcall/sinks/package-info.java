/** Placeholder. */
package io.rollcall.sinks;
