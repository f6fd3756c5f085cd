/** The sink that sends a datagram for each event. */
package io.rollcall.sinks.udp;
