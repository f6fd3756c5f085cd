package io.rollcall.sim.fault;

/** What can go wrong with a request. */
public enum FaultKind {
    /** HTTP 429. */
    THROTTLED,
    /** HTTP 503. */
    SERVICE_UNAVAILABLE,
    /** HTTP 504. */
    GATEWAY_TIMEOUT,
    /** HTTP 502 with a page of HTML, as front doors send it. */
    HTML_ERROR,
    /** HTTP 401 although the token is good. */
    UNAUTHORIZED,
    /** HTTP 403: the licence check fails although the tenant has a licence. */
    LICENCE_REFUSED,
    /** HTTP 403 with code AF429: throttling of the Office 365 Management API. */
    THROTTLED_AS_FORBIDDEN,
    /** The token endpoint answers HTTP 503 with an AADSTS body. */
    TOKEN_ENDPOINT_DOWN,
    /** HTTP 400: the continuation is taken for expired. */
    SKIPTOKEN_EXPIRED,
    /** The next link points at the page it stands on. */
    SELF_LINK,
    /** The next link points at another origin. */
    FOREIGN_LINK,
    /** The next link ends in an empty skiptoken. */
    EMPTY_SKIPTOKEN,
    /** The filter is ignored and everything is returned. */
    FILTER_IGNORED,
    /** HTTP 404 for a blob that was listed. */
    BLOB_MISSING,
    /** HTTP 500 for a blob. */
    BLOB_BROKEN,
    /** HTTP 400 whose code is a diagnostic text cut off in the middle, as the Office 365 Management API sends it. */
    GARBLED_ERROR,
    /** The listing names blobs on another origin. */
    FOREIGN_CONTENT_URI,
    /** The connection closes half-way through the body. */
    TRUNCATED_BODY,
    /** The connection is reset before the first byte. */
    CONNECTION_RESET,
    /** The first byte comes after the delay. */
    SLOW_HEADERS,
    /** The second half of the body comes after the delay. */
    SLOW_BODY
}
