package io.rollcall.web;

import java.util.List;

/**
 * The collector at a moment.
 *
 * @param sinks those behind the spool; empty without one
 * @param standby streams that are another collector's at present; empty where the ledger is not shared
 * @param receipts of all sinks
 */
public record View(
        List<StreamView> streams, List<SinkView> sinks, List<StandbyView> standby, List<ReceiptsView> receipts) {

    public View {
        streams = List.copyOf(streams);
        sinks = List.copyOf(sinks);
        standby = List.copyOf(standby);
        receipts = List.copyOf(receipts);
    }
}
