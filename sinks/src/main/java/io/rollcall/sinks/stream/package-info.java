/** What the sinks over connections have in common: batches over a connection each, or over one that is kept. */
package io.rollcall.sinks.stream;
