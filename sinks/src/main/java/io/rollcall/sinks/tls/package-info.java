/** The sink that sends messages over TLS. */
package io.rollcall.sinks.tls;
