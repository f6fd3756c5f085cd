package io.rollcall.sim.aadgraph;

import io.rollcall.sim.event.RecordShape;
import io.rollcall.sim.event.StreamKind;
import java.util.Map;

/** Records of the Azure AD Graph streams. */
public final class AadGraphRecords {
    private AadGraphRecords() {}

    public static Map<StreamKind, RecordShape> all(long seed) {
        return Map.of(
                StreamKind.AZURE_AD_GRAPH_SIGNINS, new LegacySignInRecord(seed),
                StreamKind.AZURE_AD_GRAPH_AUDIT, new LegacyAuditRecord(seed));
    }
}
