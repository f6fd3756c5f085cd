/**
 * The spool: a bounded queue on the disk between the loop and the sinks, from which each sink takes at its own pace. To the loop
 * it is a sink, whose receipt means that the disk has the batch; behind it a forwarder for each sink delivers, and takes note of
 * what has been accepted.
 */
package io.rollcall.sinks.spool;
