/** The loop: schedule, sweep, page, what is new, batch, sink, receipt, commit. Nothing else commits. */
package io.rollcall.engine.loop;
