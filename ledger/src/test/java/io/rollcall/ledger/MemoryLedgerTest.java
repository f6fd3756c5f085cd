package io.rollcall.ledger;

import io.rollcall.engine.ledger.Ledger;
import io.rollcall.engine.loop.MemoryLedger;

/** The ledger of the engine's tests does what the real ones do. */
final class MemoryLedgerTest extends LedgerContract {

    private final MemoryLedger ledger = new MemoryLedger();

    @Override
    Ledger reopened() {
        return ledger;
    }
}
