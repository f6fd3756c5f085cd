/** What is sent for one delivery: the JSON itself, with a syslog header before it if the user wants one, and its framing. */
package io.rollcall.sinks.message;
