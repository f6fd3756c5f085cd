package io.rollcall.sim.msgraph;

import io.rollcall.sim.event.RecordShape;
import io.rollcall.sim.event.StreamKind;
import java.util.Map;
import java.util.Set;

/** Records of the Microsoft Graph streams, as each version of the API shows them. */
public final class GraphRecords {
    static final Set<StreamKind> SIGN_INS = Set.of(
            StreamKind.ENTRA_INTERACTIVE,
            StreamKind.ENTRA_NON_INTERACTIVE,
            StreamKind.ENTRA_SERVICE_PRINCIPAL,
            StreamKind.ENTRA_MANAGED_IDENTITY);

    private GraphRecords() {}

    /** The shape in which a stream is usually read: interactive sign-ins as in v1.0, the other sign-ins as in beta. */
    public static Map<StreamKind, RecordShape> usual(long seed) {
        RecordShape beta = new BetaSignInRecord(seed);
        return Map.of(
                StreamKind.ENTRA_INTERACTIVE,
                new SignInRecord(seed),
                StreamKind.ENTRA_NON_INTERACTIVE,
                beta,
                StreamKind.ENTRA_SERVICE_PRINCIPAL,
                beta,
                StreamKind.ENTRA_MANAGED_IDENTITY,
                beta,
                StreamKind.ENTRA_DIRECTORY,
                new DirectoryAuditRecord(seed),
                StreamKind.ENTRA_PROVISIONING,
                new ProvisioningRecord(seed));
    }

    /** The shape of sign-ins in beta. */
    public static RecordShape betaSignIn(long seed) {
        return new BetaSignInRecord(seed);
    }
}
