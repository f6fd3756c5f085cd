/** The ledger in one SQLite file: readable with any SQLite tool, one transaction per commit, durable when it returns. */
package io.rollcall.ledger;
