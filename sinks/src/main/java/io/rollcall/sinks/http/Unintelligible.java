package io.rollcall.sinks.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;

/** An answer that is not what the receiver's documentation says; it may come from something in between. */
public final class Unintelligible extends IOException {

    private static final long serialVersionUID = 1;

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    public Unintelligible(String message) {
        super(message);
    }

    /** The JSON of an answer that should be JSON. */
    public static JsonNode json(Answer answer) throws Unintelligible {
        try {
            return MAPPER.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw (Unintelligible) new Unintelligible("the answer is no JSON: " + answer.shown()).initCause(e);
        }
    }
}
