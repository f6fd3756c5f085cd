package io.rollcall.sources.auth;

import io.rollcall.engine.source.SourceFault;
import java.util.Optional;

/** Gives requests the header that proves who sends them. Thread-safe. */
public interface Authorizer {

    /**
     * The header to send; empty if none is needed. May ask a token endpoint and wait for its answer.
     *
     * @throws SourceFault if there is no token, or if the token lacks a role
     */
    Optional<Credential> credential() throws SourceFault, InterruptedException;

    /** Says that the API refused a credential; returns whether another one can be had. */
    boolean refused(Credential credential);

    /**
     * A header with a secret in it.
     *
     * @param header its name
     * @param value its value
     */
    record Credential(String header, String value) {

        @Override
        public String toString() {
            return header + ": (secret)";
        }
    }

    /** The same header for every request. */
    static Authorizer fixed(Optional<Credential> credential) {
        return new Authorizer() {
            @Override
            public Optional<Credential> credential() {
                return credential;
            }

            @Override
            public boolean refused(Credential unused) {
                return false;
            }
        };
    }
}
