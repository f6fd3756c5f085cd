/** What the ledger can prove, as people and programs get it. */
package io.rollcall.app.report;
