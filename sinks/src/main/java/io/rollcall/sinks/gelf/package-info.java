/** The sink that sends events to Graylog and others as GELF messages. */
package io.rollcall.sinks.gelf;
