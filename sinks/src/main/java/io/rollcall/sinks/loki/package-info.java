/** The sink that pushes events to Grafana Loki. */
package io.rollcall.sinks.loki;
