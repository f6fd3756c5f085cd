package io.rollcall.sources.auth;

import io.rollcall.engine.identity.FieldPath;
import io.rollcall.sources.http.Call;
import java.io.IOException;
import java.time.Instant;

/**
 * The use of refresh tokens that change.
 *
 * @param place of the new one in the answer
 * @param configured the one the user configured
 * @param id of the client and that token, without secret
 * @param request makes token requests with one or another
 */
public record Rotation(FieldPath place, String configured, String id, Request request) {

    /** Makes token requests. */
    @FunctionalInterface
    public interface Request {

        /** @throws IOException if a certificate or key cannot be used */
        Call with(String refreshToken, Instant now) throws IOException;
    }

    @Override
    public String toString() {
        return "rotation " + id;
    }
}
