package io.rollcall.sim.odata;

import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.util.RawValue;
import io.rollcall.sim.event.EventVersion;
import io.rollcall.sim.event.RecordShape;
import io.rollcall.sim.http.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The texts of the records shown last: collectors that look again and again are shown the same ones. Thread-safe. */
final class RecordTexts {

    private static final int MOST = 2048;

    private final Map<Key, RawValue> texts = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, RawValue> eldest) {
            return size() > MOST;
        }
    };

    /** The record as JSON. */
    RawValue text(RecordShape shape, EventVersion version) {
        Key key = new Key(shape, version);
        synchronized (texts) {
            RawValue known = texts.get(key);
            if (known != null) {
                return known;
            }
        }
        byte[] json = Json.bytes(shape.record(version));
        RawValue text = new RawValue(new SerializedString(new String(json, StandardCharsets.UTF_8)));
        synchronized (texts) {
            texts.put(key, text);
        }
        return text;
    }

    private record Key(RecordShape shape, EventVersion version) {}
}
