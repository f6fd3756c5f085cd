package io.rollcall.audit;

import io.rollcall.audit.layout.Account;
import io.rollcall.audit.roll.Counts;
import io.rollcall.audit.roll.Finding;
import io.rollcall.audit.roll.Result;
import io.rollcall.audit.roll.RollCall;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a roll call has found.
 *
 * @param rules what was compared
 * @param result the findings
 * @param truth what the truth turned out to be
 * @param copy what the copy turned out to be
 * @param streams names by number
 * @param named the listed events of each finding
 * @param unseen how many events neither side has, if that is to be told
 */
public record Report(
        RollCall rules,
        Result result,
        Account truth,
        Account copy,
        Map<Integer, String> streams,
        Map<Finding, List<Named>> named,
        Optional<Unseen> unseen) {

    public Report {
        Objects.requireNonNull(rules, "rules");
        Objects.requireNonNull(result, "result");
        Objects.requireNonNull(truth, "truth");
        Objects.requireNonNull(copy, "copy");
        streams = Map.copyOf(streams);
        named = Map.copyOf(named);
        Objects.requireNonNull(unseen, "unseen");
    }

    /** The same, of sides that the user says came to know of events independently of each other. */
    public Report ofIndependentSides() {
        return new Report(rules, result, truth, copy, streams, named, Optional.of(Unseen.of(total())));
    }

    public Counts total() {
        return result.total();
    }

    /** Gaps if anything is missing; else unknown if the truth has records that could not be called, or not be placed. */
    public Verdict verdict() {
        if (total().missing() > 0) {
            return Verdict.GAPS;
        }
        boolean isCertain = !truth.health().isImpaired() && result.leftOut().undated() == 0;
        return isCertain ? Verdict.COMPLETE : Verdict.UNKNOWN;
    }

    /** The listed events of a finding, earliest first. */
    public List<Named> named(Finding finding) {
        List<Named> list = new ArrayList<>(named.getOrDefault(finding, List.of()));
        if (finding == Finding.CHANGED && result.comparison().countsDifferent()) {
            list.addAll(named.getOrDefault(Finding.DIFFERENT, List.of()));
        }
        if (finding == Finding.CHANGED && result.comparison().countsEnriched()) {
            list.addAll(named.getOrDefault(Finding.ENRICHED, List.of()));
        }
        list.sort(Comparator.comparing(event -> event.time().orElse(Instant.MIN)));
        return list.stream().limit(rules.listed()).toList();
    }

    /** What a reader of the numbers must know, in sentences. */
    public List<String> notes() {
        return Notes.of(this);
    }
}
