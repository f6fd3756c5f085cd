/** The ways APIs write instants. */
package io.rollcall.sources.time;
