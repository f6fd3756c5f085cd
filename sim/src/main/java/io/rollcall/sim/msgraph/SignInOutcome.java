package io.rollcall.sim.msgraph;

import io.rollcall.sim.random.Draws;
import java.util.List;

/** How a sign-in ended. */
record SignInOutcome(int errorCode, String failureReason, String additionalDetails) {
    static final SignInOutcome SUCCESS =
            new SignInOutcome(0, "Other.", "MFA requirement satisfied by claim in the token");
    static final SignInOutcome INTERRUPTED =
            new SignInOutcome(50074, "Strong Authentication is required.", "MFA required in Azure AD");

    private static final List<SignInOutcome> FAILURES = List.of(
            new SignInOutcome(
                    50126, "Error validating credentials due to invalid username or password.", "Invalid password"),
            new SignInOutcome(
                    53003,
                    "Access has been blocked by Conditional Access policies. The access policy does not allow token"
                            + " issuance.",
                    "Blocked by policy \"Require compliant device\""),
            new SignInOutcome(50053, "The account is locked, you've tried to sign in too many times.", "Smart lockout"),
            INTERRUPTED);

    /** Mostly success. */
    static SignInOutcome usual(Draws draws) {
        return draws.chance(0.85) ? SUCCESS : draws.pick(FAILURES);
    }

    boolean succeeded() {
        return errorCode == 0;
    }
}
