package io.rollcall.sources.auth;

import io.rollcall.engine.source.SourceFault;

/** Access tokens of one client for one resource. Thread-safe. */
interface AccessTokens {

    /** A good token, the one at hand or a new one. */
    AccessToken token() throws SourceFault, InterruptedException;

    /** Throws a token away, unless another one has taken its place already. */
    void discard(String value);
}
