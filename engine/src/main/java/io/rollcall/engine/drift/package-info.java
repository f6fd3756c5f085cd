/** Drift: how late events become visible. */
package io.rollcall.engine.drift;
