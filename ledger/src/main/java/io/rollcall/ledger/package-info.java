/** Placeholder. */
package io.rollcall.ledger;
