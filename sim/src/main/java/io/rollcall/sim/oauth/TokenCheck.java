package io.rollcall.sim.oauth;

import java.util.function.Function;

/** Outcome of checking the {@code Authorization} header of a request. */
public sealed interface TokenCheck {
    /** Result of the function for the case at hand. */
    <T> T fold(Function<Accepted, T> accepted, Function<Refused, T> refused);

    /** The token is good for this API. */
    record Accepted(AccessToken token) implements TokenCheck {
        @Override
        public <T> T fold(Function<Accepted, T> accepted, Function<Refused, T> refused) {
            return accepted.apply(this);
        }
    }

    /** There is no token, or it is not good. */
    record Refused(Reason reason) implements TokenCheck {
        @Override
        public <T> T fold(Function<Accepted, T> accepted, Function<Refused, T> refused) {
            return refused.apply(this);
        }
    }

    /** Why a token is refused. */
    enum Reason {
        MISSING("Access token is empty."),
        MALFORMED("CompactToken parsing failed with error code: 80049217"),
        WRONG_SIGNATURE("Access token validation failure. Invalid signature."),
        WRONG_AUDIENCE("Access token validation failure. Invalid audience."),
        EXPIRED("Lifetime validation failed, the token is expired.");

        private final String message;

        Reason(String message) {
            this.message = message;
        }

        /** Text in the manner of Microsoft Graph. */
        public String message() {
            return message;
        }
    }
}
