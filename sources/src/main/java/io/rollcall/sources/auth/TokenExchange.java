package io.rollcall.sources.auth;

import io.rollcall.engine.identity.FieldPath;
import io.rollcall.sources.definition.Place;
import io.rollcall.sources.http.Call;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import okhttp3.HttpUrl;

/**
 * How a token is asked for, and where in the answer it is.
 *
 * @param url of the endpoint
 * @param request makes the request
 * @param token its place in the answer
 * @param expires where its life in seconds is
 * @param usualLife if the answer does not say
 * @param base where the API's base URL is, if the answer is to say it
 * @param rotation of the refresh token, if it changes
 */
public record TokenExchange(
        HttpUrl url,
        Request request,
        Place token,
        FieldPath expires,
        Duration usualLife,
        Optional<FieldPath> base,
        Optional<Rotation> rotation) {

    /** Makes token requests. */
    @FunctionalInterface
    public interface Request {

        /** @throws IOException if a certificate or key cannot be used */
        Call at(Instant now) throws IOException;
    }

    /** The endpoint without its query, which is also whom a client assertion is for. */
    String shownUrl() {
        return url.newBuilder().query(null).build().toString();
    }
}
