/** Proving who sends a request: headers, Basic, and OAuth 2 client credentials with a secret or a certificate. */
package io.rollcall.sources.auth;
