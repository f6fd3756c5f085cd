/** What can be said of a stream's completeness, hour by hour: what was read when, what was found, and what may still be missing. */
@org.jspecify.annotations.NullMarked
package io.rollcall.engine.certificate;
