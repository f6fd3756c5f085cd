package io.rollcall.sources.read;

import io.rollcall.sources.http.Answer;
import java.time.Instant;
import okhttp3.HttpUrl;

/**
 * An answer that is what was asked for.
 *
 * @param isEmpty whether the definition says that it stands for nothing, whatever its body
 * @param url where it came from in the end
 * @param requestedAt when the request was sent, on the API's clock
 */
record Reply(Answer answer, boolean isEmpty, HttpUrl url, Instant requestedAt) {}
