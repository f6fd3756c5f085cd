/** The sink that exports events as log records by OTLP over HTTP. */
package io.rollcall.sinks.otlp;
