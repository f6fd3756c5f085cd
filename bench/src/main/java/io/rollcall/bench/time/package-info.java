/** Simulated time for several programs at once. */
package io.rollcall.bench.time;
