package io.rollcall.sinks.splunk;

import io.rollcall.options.Secret;
import io.rollcall.options.Section;
import io.rollcall.options.Types;
import io.rollcall.sinks.http.HttpOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * What it takes to ask Splunk's search API.
 *
 * @param http with the address of the management port
 * @param authorization value of the header of that name
 * @param search what events are meant, without a command
 * @param idField field of events, in which ids are looked up; empty to look for the ids anywhere in them
 * @param lookAround how far from the time a question names events are looked up by id
 * @param acceptsWarnings whether an answer with a warning is relied on
 */
public record SearchOptions(
        HttpOptions http,
        Secret authorization,
        String search,
        Optional<String> idField,
        Duration lookAround,
        boolean acceptsWarnings) {

    private static final String FIELD = "[A-Za-z0-9_.{}-]{1,200}";

    /** Reads the options out of the mapping of a SIEM. */
    public static SearchOptions read(Section section) {
        HttpOptions http = HttpOptions.readAsked(
                section,
                "The address of a search head's management port.",
                URI.create("https://splunk.example.com:8089"));
        String search = section.required(
                "search",
                Types.TEXT,
                "Which events are meant, as in the search bar and without a command.",
                "index=security sourcetype=azure:signin");
        if (search.contains("|") || search.contains("[")) {
            section.problem("search", "must be terms alone, without | or [: a command could drop or change events");
        }
        Optional<String> idField = section.maybe(
                "id_field",
                Types.TEXT,
                "The field with the vendor's id of an event; left out, ids are looked for anywhere in events.",
                "id");
        idField.filter(field -> !field.matches(FIELD))
                .ifPresent(field -> section.problem("id_field", "is no name of a field"));
        return new SearchOptions(
                http,
                section.required(
                        "authorization",
                        Types.SECRET,
                        "The value of the header Authorization, 'Bearer …' or 'Basic …'.",
                        new Secret("${env:SPLUNK_AUTHORIZATION}")),
                search,
                idField,
                section.optional(
                        "look_around",
                        Types.DURATION,
                        Duration.ofDays(1),
                        "How far from an event's time it is looked up by its id."),
                section.optional(
                        "accept_warnings",
                        Types.FLAG,
                        false,
                        "Whether an answer is relied on with which Splunk warns of something; it does when a peer is down."));
    }
}
