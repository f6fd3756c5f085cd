package io.rollcall.sources.auth;

import java.io.IOException;
import java.util.List;

/** Where refresh tokens are kept that change with every use. Thread-safe. */
public interface RefreshTokens {

    /**
     * Takes the tokens of one client for oneself, waiting for another thread or process that has them.
     *
     * @param id of the client and the token the user configured, fit for a file's name; holds no secret
     * @throws IOException if a new token could not be kept here: then none must be asked for, since that uses up the old one
     */
    Lease take(String id) throws IOException, InterruptedException;

    /** Tokens taken for oneself. */
    interface Lease extends AutoCloseable {

        /** Tokens kept so far, the newest first; empty if none has been. */
        List<String> kept();

        /**
         * Keeps a new one; it is durable when this returns.
         *
         * @throws IOException if it could not be kept
         */
        void keep(String token) throws IOException;

        @Override
        void close();
    }

    /** No place to keep any. */
    RefreshTokens NOWHERE = id -> {
        throw new IOException("there is no place where a refresh token that changes could be kept");
    };
}
