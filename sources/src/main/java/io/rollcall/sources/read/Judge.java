package io.rollcall.sources.read;

import io.rollcall.engine.event.Slice;
import io.rollcall.sources.definition.ErrorRule;
import io.rollcall.sources.definition.Reaction;
import io.rollcall.sources.definition.SuccessRule;
import io.rollcall.sources.http.Answer;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Says what answers mean: by the definition's rules, first match first, and by the status where none matches. */
final class Judge {

    private static final Set<String> NOTHING = Set.of("[]", "{}", "\"\"", "false");
    private static final int MAX_EXAMINED_BYTES = 64 << 10;

    private final List<ErrorRule> rules;
    private final Optional<SuccessRule> success;

    Judge(List<ErrorRule> rules, Optional<SuccessRule> success) {
        this.rules = List.copyOf(rules);
        this.success = success;
    }

    Verdict judge(Answer answer) {
        boolean isBelied =
                answer.isSuccess() && success.map(rule -> !holds(rule, answer)).orElse(false);
        for (ErrorRule rule : rules) {
            if (matches(rule, answer, isBelied)) {
                return new Verdict(rule.reaction(), rule.advice());
            }
        }
        return isBelied
                ? new Verdict(success.orElseThrow().otherwise(), "The body says that it is no success.")
                : new Verdict(byStatus(answer), "");
    }

    /** Whether a body says that what was asked for has been done. */
    private static boolean holds(SuccessRule rule, Answer answer) {
        Optional<String> present =
                rule.present().flatMap(place -> Values.at(answer.body(), place)).map(Names.Value::text);
        boolean isSaid = rule.present().isEmpty()
                || (present.isPresent()
                        && rule.matches()
                                .map(regex -> regex.matcher(present.get()).find())
                                .orElse(true));
        return isSaid
                && rule.absent()
                        .flatMap(place -> Values.at(answer.body(), place))
                        .map(value -> NOTHING.contains(value.json()))
                        .orElse(true);
    }

    private static boolean matches(ErrorRule rule, Answer answer, boolean isBelied) {
        boolean isInScope = rule.statuses().isEmpty()
                ? !answer.isSuccess() || isBelied
                : rule.statuses().stream().anyMatch(range -> range.contains(answer.status()));
        if (!isInScope) {
            return false;
        }
        Optional<String> examined = examined(rule, answer);
        return examined.isPresent()
                && rule.matches()
                        .map(regex -> regex.matcher(examined.get()).find())
                        .orElse(true);
    }

    private static Optional<String> examined(ErrorRule rule, Answer answer) {
        if (rule.place().header().isPresent()) {
            return answer.header(rule.place().header().get());
        }
        if (rule.place().pointer().isPresent()) {
            return Values.at(answer.body(), rule.place().pointer().get()).map(Names.Value::text);
        }
        Slice body = answer.body();
        return Optional.of(
                new Slice(body.array(), body.offset(), Math.min(body.length(), MAX_EXAMINED_BYTES)).toString());
    }

    private static Reaction byStatus(Answer answer) {
        int status = answer.status();
        return switch (status) {
            case 204 -> Reaction.EMPTY;
            case 401 -> Reaction.UNAUTHORIZED;
            case 403 -> Reaction.PERMISSION;
            case 404, 410 -> Reaction.GONE;
            case 413, 414 -> Reaction.TOO_MUCH;
            case 408, 425 -> Reaction.RETRY;
            case 429, 509 -> Reaction.THROTTLED;
            default -> answer.isSuccess() ? Reaction.SUCCESS : status >= 500 ? Reaction.RETRY : Reaction.SUSPEND;
        };
    }
}
