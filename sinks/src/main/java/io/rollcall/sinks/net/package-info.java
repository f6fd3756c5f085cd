/** Connections to receivers: names and addresses, time limits, and proof that the peer has read everything. */
package io.rollcall.sinks.net;
