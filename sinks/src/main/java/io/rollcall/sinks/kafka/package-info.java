/** The sink that sends events to a topic of Kafka. */
package io.rollcall.sinks.kafka;
