package io.rollcall.engine.source;

import java.util.Locale;

/** What kind of thing went wrong while reading a source; the name is what notices and metrics show. */
public enum FaultCode {
    /** No access token: the token endpoint refused or did not answer. */
    NO_TOKEN,
    /** The API refused a token that should be good. */
    UNAUTHORIZED,
    /** The token lacks a role or the account a licence. */
    PERMISSION_MISSING,
    /** Our own share of requests is spent for the moment; no fault of anybody's, and no notice. */
    BUDGET_SPENT,
    /** The API asked us to slow down. */
    THROTTLED,
    /** The API is there but answers with an error of its own. */
    SERVER_ERROR,
    /** No answer in time, neither header nor body. */
    TIMEOUT,
    /** The connection failed, was reset or ended in the middle of a body. */
    CONNECTION,
    /** The answer is not what the definition says it is. */
    MALFORMED,
    /** The answer is larger than the limit. */
    TOO_LARGE,
    /** The API refused the request as wrong. */
    REFUSED,
    /** A continuation the API no longer knows. */
    STALE_CONTINUATION,
    /** A position in the stream the API no longer knows. */
    POSITION_LOST,
    /** A page that leads to itself or to a page already read. */
    LOOP,
    /** A link to another origin, to which no token is sent. */
    FOREIGN_LINK,
    /** A subscription or export that somebody switched off. */
    SUBSCRIPTION_DISABLED,
    /** An item the API has forgotten. */
    GONE;

    /** Lower case with underscores, as it appears in notices and metrics. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
