package io.rollcall.sources.definition;

import io.rollcall.engine.identity.FieldPath;
import io.rollcall.options.Section;
import io.rollcall.options.Types;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A job at the API that prepares a window's records: it is submitted, and asked about until it is done; only then the stream's request
 * gets what it has found.
 *
 * @param submit the request that begins a job for a window
 * @param id where in its answer the job's id is, {@code {job.id}} in the requests after it
 * @param poll the request that asks about it
 * @param state where in that answer its state is
 * @param done what the state says when there is something to get
 * @param failed what it says when there will not be
 * @param every the time between two of those requests
 * @param patience after which a job that is not done is given up, and a smaller window asked for
 */
public record JobRule(
        RequestTemplate submit,
        FieldPath id,
        RequestTemplate poll,
        FieldPath state,
        Pattern done,
        Optional<Pattern> failed,
        Duration every,
        Duration patience) {

    /** What the job's id goes by in requests. */
    public static final String NAME = "job.id";

    private static final Duration EVERY = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofHours(1);

    static JobRule read(Section section, TemplateScope scope) {
        JobRule rule = new JobRule(
                section.section(
                        "submit",
                        "The request that begins a job for a window.",
                        it -> RequestTemplate.read(it, scope.withWindow())),
                section.required(
                        "id",
                        Words.POINTER,
                        "Where in its answer the job's id is. It is {job.id} in the requests after it.",
                        FieldPath.parse("/id")),
                section.section(
                        "poll",
                        "The request that asks how far the job is.",
                        it -> RequestTemplate.read(it, scope.with(Set.of(NAME)))),
                section.required(
                        "state", Words.POINTER, "Where in that answer the state is.", FieldPath.parse("/status")),
                section.required(
                        "done",
                        Words.REGEX,
                        "What is found in the state when there is something to get.",
                        Pattern.compile("^succeeded$")),
                section.maybe(
                        "failed",
                        Words.REGEX,
                        "What is found in it when there will not be; a smaller window is asked for then.",
                        Pattern.compile("^(failed|cancelled)$")),
                section.optional("every", Types.DURATION, EVERY, "The time between two of those requests."),
                section.optional(
                        "patience",
                        Types.DURATION,
                        PATIENCE,
                        "After which a job that is not done is given up, and a smaller window asked for."));
        if (!rule.poll.names().contains(NAME)) {
            section.problem("poll", "does not say which job it asks about: write {" + NAME + "} into it");
        }
        return rule;
    }
}
