/** What to read next: pure and deterministic, from what has been read and the present time. */
package io.rollcall.engine.plan;
