package io.rollcall.sinks.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.engine.siem.CannotTell;
import io.rollcall.sinks.http.Answer;
import io.rollcall.sinks.http.ExactJson;
import io.rollcall.sinks.http.Inquiry;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A look at how a field is mapped, before it is asked by: a query for a field that an index does not know, or has cut into words, finds nothing and
 * is no error, so that everything would seem to be missing. Thread-safe.
 *
 * @param index one or several
 */
record FieldCheck(Inquiry inquiry, String index) {

    static final Set<String> DATES = Set.of("date", "date_nanos");
    static final Set<String> EXACT_TEXTS = Set.of("keyword", "constant_keyword", "wildcard");

    /**
     * Looks whether all indices have a field in one of some types.
     *
     * @param option that names it, for the message
     */
    void require(String option, String field, Set<String> types) throws CannotTell, InterruptedException {
        String path = "/" + encoded(index) + "/_field_caps?include_unmapped=true&ignore_unavailable=false"
                + "&allow_no_indices=false&fields=" + encoded(field);
        Answer answer = inquiry.ask(courier -> courier.get(path));
        JsonNode found = ExactJson.of(answer)
                .orElseThrow(() -> inquiry.odd("the answer is no JSON: " + answer.shown() + "."))
                .path("fields")
                .path(field);
        List<String> others = new ArrayList<>();
        found.fieldNames().forEachRemaining(type -> {
            if (!types.contains(type)) {
                others.add(type + where(found.path(type)));
            }
        });
        if (found.isEmpty() || !others.isEmpty()) {
            throw inquiry.wrong("the field '" + field + "' that " + option + " names is "
                    + (found.isEmpty() ? "in no document" : String.join(", ", others))
                    + ", so a search by it would not find all there is. It must be mapped as one of "
                    + String.join(", ", types.stream().sorted().toList()) + " in all indices that are read.");
        }
    }

    private static String where(JsonNode type) {
        List<String> names = new ArrayList<>();
        type.path("indices").forEach(name -> names.add(name.asText()));
        return names.isEmpty() ? "" : " in " + String.join(", ", names);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
