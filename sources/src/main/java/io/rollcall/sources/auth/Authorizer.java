package io.rollcall.sources.auth;

import io.rollcall.engine.source.SourceFault;
import io.rollcall.sources.http.Call;
import java.util.Optional;
import java.util.function.UnaryOperator;
import okhttp3.HttpUrl;

/** Gives requests the proof of who sends them. Thread-safe. */
public interface Authorizer {

    /**
     * The proof to send; empty if none is needed. May ask a token endpoint and wait for its answer.
     *
     * @throws SourceFault if there is no token, or if the token lacks a role
     */
    Optional<Credential> credential() throws SourceFault, InterruptedException;

    /** Says that the API refused a credential; returns whether another one can be had. */
    boolean refused(Credential credential);

    /** A proof of who sends a request. */
    interface Credential {

        /** The request with the proof: a header, a parameter, a signature over all of it. */
        Call on(Call call);

        /** Where the API is, if that came with the proof. */
        default Optional<HttpUrl> base() {
            return Optional.empty();
        }
    }

    /** The same proof for every request. */
    static Authorizer fixed(UnaryOperator<Call> proof) {
        Credential credential = proof::apply;
        return new Authorizer() {
            @Override
            public Optional<Credential> credential() {
                return Optional.of(credential);
            }

            @Override
            public boolean refused(Credential unused) {
                return false;
            }
        };
    }

    /** No proof. */
    static Authorizer none() {
        return new Authorizer() {
            @Override
            public Optional<Credential> credential() {
                return Optional.empty();
            }

            @Override
            public boolean refused(Credential unused) {
                return false;
            }
        };
    }
}
