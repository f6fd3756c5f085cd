package io.rollcall.sources.read;

import java.util.Map;
import okhttp3.HttpUrl;

/**
 * A request to the API, ready but for the proof of who sends it.
 *
 * @param isItem whether it fetches a single item, which may be gone or broken on its own
 */
record Ask(String method, HttpUrl url, Map<String, String> headers, boolean isItem) {

    Ask {
        headers = Map.copyOf(headers);
    }

    Ask to(HttpUrl other) {
        return new Ask(method, other, headers, isItem);
    }
}
