package io.rollcall.sources.read;

import io.rollcall.engine.identity.FieldPath;
import io.rollcall.sources.definition.StopRules;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;

/** Tells whether a page is the last of its window. Holds no state. */
final class StopCheck {

    private static final Set<String> NOT_SET = Set.of("", "false", "0", "no", "n", "null");

    private final StopRules rules;
    private final Optional<Long> pageSize;
    private final Optional<Long> cutOffAt;
    private final Optional<Integer> more;
    private final Optional<Integer> done;
    private final Optional<Integer> total;
    private final Optional<Integer> pages;

    /** @param look makes sure that a place in the body is looked at, and says under which index */
    StopCheck(StopRules rules, Optional<Long> pageSize, Optional<Long> cutOffAt, ToIntFunction<FieldPath> look) {
        this.cutOffAt = cutOffAt;
        this.rules = rules;
        this.pageSize = pageSize;
        this.more = rules.more().map(look::applyAsInt);
        this.done = rules.done().map(look::applyAsInt);
        this.total = rules.total().map(look::applyAsInt);
        this.pages = rules.pages().map(look::applyAsInt);
    }

    /** Whether the records of a page have to be counted to tell. */
    boolean countsRecords() {
        return pageSize.isPresent() || total.isPresent() || pages.isPresent() || rules.order() != StopRules.Order.NONE;
    }

    boolean isCutOff(PageCount count) {
        return cutOffAt.map(most -> count.records() >= most).orElse(false);
    }

    Optional<Long> total(AroundRecords around) {
        return number(total, around);
    }

    boolean isEnd(AroundRecords around, PageCount count) {
        return flag(more, around).map(it -> !it).orElse(false)
                || flag(done, around).orElse(false)
                || (rules.onEmptyPage() && count.records() == 0)
                || pageSize.map(size -> count.records() < size).orElse(false)
                || count.total().map(all -> count.recordsSoFar() >= all).orElse(false)
                || number(pages, around).map(all -> count.pages() >= all).orElse(false)
                || (rules.order() == StopRules.Order.ASCENDING && count.isPast())
                || (rules.order() == StopRules.Order.DESCENDING && count.isBeforehand());
    }

    /** A flag may be written as a truth value, a number or a text; one that is not there is not set. */
    private static Optional<Boolean> flag(Optional<Integer> index, AroundRecords around) {
        return index.map(it -> {
            String text = around.value(it).map(Names.Value::text).orElse("").toLowerCase(Locale.ROOT);
            return !NOT_SET.contains(text);
        });
    }

    private static Optional<Long> number(Optional<Integer> index, AroundRecords around) {
        try {
            return index.flatMap(around::value).map(value -> new BigDecimal(value.text()).longValue());
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }
}
