/** The drift bench: weeks of late events in minutes, collected by the planner as it ships and by others. */
package io.rollcall.bench.drift;
