/** The port to the durable record: keys delivered, windows covered, quarantine, notices and drift, per stream. */
package io.rollcall.engine.ledger;
