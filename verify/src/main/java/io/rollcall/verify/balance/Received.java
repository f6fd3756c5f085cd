package io.rollcall.verify.balance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a receiver has: how often each state of each event, and the notices among them. Not thread-safe. */
public final class Received {

    private static final ObjectReader READER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();

    private final Map<Fact, Integer> facts = new TreeMap<>();
    private final List<JsonNode> notices = new ArrayList<>();
    private final List<String> garbled = new ArrayList<>();

    /** Takes one line, which should be one JSON object. */
    public void add(String line) {
        try {
            add(READER.readTree(line), line);
        } catch (JsonProcessingException e) {
            garbled.add(line);
        }
    }

    private void add(JsonNode json, String line) {
        if (json.has("rollcall")) {
            notices.add(json.get("rollcall"));
        } else if (json.isObject()) {
            facts.merge(Fact.of(json), 1, Integer::sum);
        } else {
            garbled.add(line);
        }
    }

    /** How often each state was received. */
    public Map<Fact, Integer> facts() {
        return Collections.unmodifiableMap(facts);
    }

    /** What the notices say, without their wrapper. */
    public List<JsonNode> notices() {
        return Collections.unmodifiableList(notices);
    }

    /** Lines that are no JSON object, such as what a killed receiver wrote half of. */
    public List<String> garbled() {
        return Collections.unmodifiableList(garbled);
    }
}
