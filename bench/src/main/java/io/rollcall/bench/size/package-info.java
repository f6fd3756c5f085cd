/** How much a ledger of many remembered keys takes on disk, in memory and in time. */
package io.rollcall.bench.size;
