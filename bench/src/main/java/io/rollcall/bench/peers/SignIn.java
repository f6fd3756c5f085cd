package io.rollcall.bench.peers;

import java.time.Instant;

/**
 * A sign-in as the API returned it.
 *
 * @param id the vendor's id
 * @param createdAt event time
 * @param json the record on one line
 */
record SignIn(String id, Instant createdAt, String json) {}
