/** The sink that sends events to a Splunk HTTP Event Collector. */
package io.rollcall.sinks.splunk;
