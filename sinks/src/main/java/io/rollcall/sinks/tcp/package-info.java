/** The sink that sends messages over TCP without encryption. */
package io.rollcall.sinks.tcp;
