package io.rollcall.sources.definition;

import io.rollcall.options.Section;
import io.rollcall.options.Suggestion;
import io.rollcall.sources.definition.PagingRule.Next;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What must hold between the parts of a stream, each of which is right by itself. */
final class StreamChecks {

    private final Section at;
    private final StreamDefinition stream;

    StreamChecks(Section at, StreamDefinition stream) {
        this.at = at;
        this.stream = stream;
    }

    void run(StreamParts parts) {
        boolean isComplete = parts.request().isPresent() && parts.window().isPresent();
        carried(parts);
        rules();
        if (isComplete) {
            bounds();
            paging();
            each();
            job();
            position();
        }
        parts.items().ifPresent(items -> {
            if (parts.explode().isPresent()) {
                at.problem("explode", "belongs into items, since the records are in what is fetched");
            }
            boolean isByTime =
                    stream.window().lower().isTold() || stream.window().upper().isTold();
            if (isByTime
                    && !items.hasTime()
                    && items.batch().isEmpty()
                    && parts.job().isEmpty()) {
                at.problem("items", "say no 'created': the entry's place on the listing's time axis");
            }
        });
    }

    private void carried(StreamParts parts) {
        Set<String> parameters = stream.request().query().keySet();
        List<String> named = new ArrayList<>();
        parts.paging().ifPresent(paging -> named.addAll(paging.carry()));
        parts.items().ifPresent(items -> named.addAll(items.carry()));
        named.stream()
                .filter(name -> !parameters.contains(name))
                .distinct()
                .forEach(name -> at.problem(
                        "request",
                        "carries '" + name + "', which is no parameter of the first request"
                                + Suggestion.forWord(name, parameters)));
    }

    /** A window whose bounds nobody tells the API reads the same again and again, or nothing. */
    private void bounds() {
        Set<String> names = new TreeSet<>(stream.request().names());
        stream.job().ifPresent(job -> names.addAll(job.submit().names()));
        bound(names, "window.from", "lower", stream.window().lower());
        bound(names, "window.to", "upper", stream.window().upper());
        // A list that takes no time at all is read whole each time.
        boolean isOpen =
                stream.window().lower().isTold() != stream.window().upper().isTold();
        boolean readsOn = !(stream.paging().next() instanceof Next.None);
        if (isOpen
                && readsOn
                && !stream.hasPosition()
                && stream.paging().stops().order() == StopRules.Order.NONE) {
            at.problem(
                    "paging",
                    "reads everything beyond the window, since a bound is omitted; if the records are in order of time, say"
                            + " paging.order: ascending or descending, so that a sweep ends where the window does; if they are"
                            + " not, tell the API both bounds");
        }
    }

    private void bound(Set<String> names, String name, String key, WindowRule.Bound bound) {
        boolean isUsed = names.contains(name) || isMisspelt(names, name);
        if (bound.isTold() && !isUsed) {
            at.problem(
                    "window",
                    "has no " + key + " bound in the request: write {" + name + "} where the API expects it, or"
                            + " 'window." + key + ": omitted' if it takes none");
        }
        if (!bound.isTold() && isUsed && !stream.hasPosition()) {
            at.problem(
                    "request",
                    "uses {" + name + "}, but 'window." + key
                            + "' says the API is not told that bound; drop one of them");
        }
    }

    /** Whether a name that there is not seems to stand for this one, which is a mistake of its own. */
    private static boolean isMisspelt(Set<String> names, String name) {
        return names.stream()
                .filter(other -> !Forms.INSTANTS.contains(other))
                .anyMatch(other -> !Suggestion.forWord(other, List.of(name)).isEmpty());
    }

    /** Parts nobody asks for, or asks for though there are none. */
    private void each() {
        boolean isUsed = stream.request().names().contains(EachRule.NAME);
        if (stream.each().isPresent() && !isUsed) {
            at.problem("request", "does not say which part is wanted: write {each.id} into it, or leave 'each' out");
        }
        if (stream.each().isEmpty() && isUsed) {
            at.problem("request", "uses {each.id}, but there is no 'each' that says where the parts are listed");
        }
        if (stream.each().isPresent() && (stream.hasPosition() || stream.items().isPresent())) {
            at.problem("each", "cannot be together with items or with 'paging.scope: stream'");
        }
        stream.each().map(EachRule::paging).ifPresent(paging -> {
            if (paging.isUnused(stream.each().orElseThrow().request())) {
                at.problem("each", "finds out what comes next, but no request of a following page uses it");
            }
            if (paging.scope() == PagingRule.Scope.STREAM) {
                at.problem("each", "lists what there is; it cannot have 'scope: stream'");
            }
        });
    }

    /** A job whose findings nobody asks for, or findings of no job. */
    private void job() {
        boolean isUsed = stream.request().names().contains(JobRule.NAME);
        if (stream.job().isPresent() && !isUsed) {
            at.problem("request", "does not say of which job it gets the findings: write {job.id} into it");
        }
        if (stream.job().isEmpty() && isUsed) {
            at.problem("request", "uses {job.id}, but there is no 'job' that says how one is submitted");
        }
        if (stream.job().isPresent() && (stream.hasPosition() || stream.each().isPresent())) {
            at.problem("job", "cannot be together with each or with 'paging.scope: stream'");
        }
    }

    private void paging() {
        PagingRule paging = stream.paging();
        if (paging.place().member().isPresent()
                && !(stream.request().body().orElse(null) instanceof BodyTemplate.Json)
                && !stream.following().names().contains("page.token")) {
            at.problem(
                    "paging",
                    "puts its token into a JSON body ('member'), but the request has none ('body: {json: …}')");
        } else if (paging.isUnused(stream.request())) {
            at.problem(
                    "paging",
                    "finds out what comes next, but no request of a following page uses it: say 'parameter' (query), 'member'"
                            + " (JSON body), or write {page.token}, {page.offset} or {page.number} into the request or 'following'");
        }
        boolean isEndKnown = paging.next() instanceof Next.Offset
                && paging.stops().pageSize().isPresent();
        if (stream.following().names().contains("page.end") && !isEndKnown) {
            at.problem(
                    "paging",
                    "is asked where a page ends, {page.end}, which is known with 'kind: offset' and page_size only");
        }
        paging.stops()
                .pageSize()
                .ifPresent(size -> size.names().stream()
                        .filter(name -> name.startsWith("window.") || name.startsWith("page."))
                        .forEach(name -> at.problem(
                                "paging", "has a page_size that changes from page to page: {" + name + "}")));
    }

    /** A position the API no longer knows would be asked for until somebody looks; so it must be known how that is told. */
    private void position() {
        boolean hasReset = stream.errors().stream().anyMatch(rule -> rule.reaction() == Reaction.RESET_POSITION);
        if (stream.hasPosition() && !hasReset) {
            at.problem(
                    "paging",
                    "keeps a position ('scope: stream') without a reset rule: add an error rule with 'then: reset-position' for"
                            + " the answer that says the position is no longer known");
        }
        if (!stream.hasPosition() && stream.behaviour().pollInterval().isPresent()) {
            at.problem(
                    "behaviour",
                    "has a poll_interval, which means something with 'paging.scope: stream' only; when windows are read the"
                            + " planner decides");
        }
        if (stream.hasPosition() && stream.items().isPresent()) {
            at.problem("items", "cannot be together with 'paging.scope: stream'");
        }
        if (stream.hasPosition() && stream.paging().next() instanceof Next.None) {
            at.problem("paging", "has no continuation that could be a position ('scope: stream')");
        }
    }

    /** A rule behind one that catches all it could match is never reached. */
    private void rules() {
        List<ErrorRule> rules = stream.errors();
        for (int later = 1; later < rules.size(); later++) {
            ErrorRule rule = rules.get(later);
            for (int earlier = 0; earlier < later; earlier++) {
                if (rules.get(earlier).covers(rule)) {
                    int number = earlier + 1;
                    rule.report("is never reached: rule " + number + " before it ('then: "
                            + io.rollcall.options.Types.label(rules.get(earlier).reaction())
                            + "') matches every answer this one could; put the special rule first");
                    break;
                }
            }
        }
    }
}
