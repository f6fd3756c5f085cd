/** The memory of delivered keys: exact, per bucket of event time, in packed chunks that look the same in memory and on disk. */
package io.rollcall.engine.memory;
