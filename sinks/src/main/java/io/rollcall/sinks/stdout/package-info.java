/** The sink that writes to the standard output. */
package io.rollcall.sinks.stdout;
