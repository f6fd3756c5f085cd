package io.rollcall.audit;

import io.rollcall.audit.layout.Account;
import io.rollcall.audit.layout.Health;
import io.rollcall.audit.roll.Counts;
import io.rollcall.audit.roll.LeftOut;
import io.rollcall.audit.roll.Result;
import java.util.ArrayList;
import java.util.List;

/** What a reader of a report's numbers must know, in sentences. */
final class Notes {

    private final List<String> notes = new ArrayList<>();

    private Notes() {}

    static List<String> of(Report report) {
        Notes notes = new Notes();
        notes.side("truth", report.truth());
        notes.side("copy", report.copy());
        notes.verdict(report);
        notes.comparison(report.result());
        notes.leftOut(report.result());
        report.unseen().map(Unseen::sentence).ifPresent(notes.notes::add);
        return List.copyOf(notes.notes);
    }

    private void side(String which, Account side) {
        Health health = side.health();
        note(health.damaged(), "records of the " + which + " cannot be read and were not called");
        note(health.withoutId(), "records of the " + which + " have no id and were not called");
        note(health.notices(), "notices of Rollcall's own in the " + which + " are no events and were left out");
        note(health.foreign(), "lines of the " + which + " hold no JSON and were left out");
        note(
                health.withoutTime(),
                "records of the " + which + " have no event time that can be read; they are in no hour");
    }

    private void verdict(Report report) {
        Counts total = report.total();
        if (report.verdict() == Verdict.UNKNOWN) {
            notes.add(
                    "Nothing that could be called is missing. But the truth has records that could not be called or placed, so the"
                            + " copy may lack them: mend or export the truth again.");
        }
        if (total.present() == 0 && total.missing() > 0 && total.extra() > 0) {
            notes.add("No id of the truth is in the copy, though both have events. Ids were read from "
                    + report.truth().id() + " and from " + report.copy().id()
                    + ": if those are not the same thing, say --truth-id or --copy-id.");
        }
        if (report.copy().health().records() == 0) {
            notes.add("The copy holds no event at all. If that is a failed export, export it again.");
        }
    }

    private void comparison(Result result) {
        Result.Comparison comparison = result.comparison();
        note(comparison.keysOnly(), "events were compared by id alone, because a side holds no contents");
        note(
                comparison.renamed(),
                "events have equal values under other names, in another nesting, or with times written otherwise;"
                        + " that is no change");
        note(
                comparison.shifted(),
                "of these have an event time that names no zone and differs by hours: say which zone it is with --truth-zone or --copy-zone");
        if (!comparison.countsEnriched()) {
            note(
                    comparison.enriched(),
                    "events were compared by the fields that both sides have, because none agrees in all");
        }
        if (!comparison.countsDifferent()) {
            note(
                    comparison.different(),
                    "events were compared by id alone: the two sides show records with different fields, and no"
                            + " record agrees");
        }
    }

    private void leftOut(Result result) {
        LeftOut leftOut = result.leftOut();
        note(
                leftOut.undated(),
                "events of the truth are not in the copy and have no event time that can be read, so that it cannot be told"
                        + " whether they belong to the period: say --truth-time, or compare without --from and --to");
        note(leftOut.outside(), "events lie outside of the period or the streams that are compared and were left out");
        note(leftOut.excused(), "events of the truth were not visible yet and are not counted as missing");
        note(result.repeats(), "records of the truth repeat one before them and count once");
    }

    private void note(long count, String sentence) {
        if (count > 0) {
            notes.add(count + " " + sentence + ".");
        }
    }
}
