package io.rollcall.sources.read;

import io.rollcall.sources.http.Payload;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;

/**
 * A request to the API, ready but for the proof of who sends it.
 *
 * @param isItem whether it fetches a single item, which may be gone or broken on its own
 */
record Ask(String method, HttpUrl url, Map<String, String> headers, Optional<Payload> body, boolean isItem) {

    Ask {
        headers = Map.copyOf(headers);
    }

    /** The same for content of items, which may be missing or broken on their own. */
    Ask forItem() {
        return new Ask(method, url, headers, body, true);
    }

    Ask to(HttpUrl other) {
        return new Ask(method, other, headers, body, isItem);
    }

    /** What tells it from other requests: the same is asked for by the same. */
    String target() {
        return method + " " + url + body.map(it -> "\n" + it.text()).orElse("");
    }
}
