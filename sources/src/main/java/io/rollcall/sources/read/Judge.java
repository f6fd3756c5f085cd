package io.rollcall.sources.read;

import io.rollcall.engine.event.Slice;
import io.rollcall.sources.definition.ErrorRule;
import io.rollcall.sources.definition.Reaction;
import io.rollcall.sources.http.Answer;
import io.rollcall.sources.http.JsonValues;
import java.util.List;
import java.util.Optional;

/** Says what answers mean: by the definition's rules, first match first, and by the status where none matches. */
final class Judge {

    private static final int MAX_EXAMINED_BYTES = 64 << 10;

    private final List<ErrorRule> rules;

    Judge(List<ErrorRule> rules) {
        this.rules = List.copyOf(rules);
    }

    Verdict judge(Answer answer) {
        for (ErrorRule rule : rules) {
            if (matches(rule, answer)) {
                return new Verdict(rule.reaction(), rule.advice());
            }
        }
        return new Verdict(byStatus(answer), "");
    }

    private static boolean matches(ErrorRule rule, Answer answer) {
        boolean isInScope = rule.statuses().isEmpty()
                ? !answer.isSuccess()
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
            return JsonValues.at(answer.body(), rule.place().pointer().get());
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
