package io.rollcall.sources.auth;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;

/** The form fields with which a client proves itself to a token endpoint. */
@FunctionalInterface
interface ClientProof {

    /**
     * @param audience the token endpoint's URL
     * @throws IOException if a certificate cannot be used
     */
    Map<String, String> fields(String audience, Instant now) throws IOException;
}
