package io.rollcall.app.audit;

import io.rollcall.audit.Verdict;
import io.rollcall.audit.quick.QuickLook;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a quick roll call has shown, for programs and people. */
public record QuickResult(QuickLook look) {

    /** The verdict where no event was found missing, but some hours were only counted. */
    private static final String COUNTED = "counts agree";

    private static final int EXIT_COUNTED = 3;

    private boolean isCounted() {
        return look.proof() == QuickLook.Proof.COUNTS;
    }

    private String proof() {
        return isCounted() ? "counts" : "digests";
    }

    /** The verdict where no hour differs. */
    private String title() {
        return isCounted() ? COUNTED : Verdict.COMPLETE.title();
    }

    /**
     * The exit code.
     *
     * @param ofEvents what the comparison event by event of the hours that differ came to; complete if none does
     */
    public int exitCode(Verdict ofEvents) {
        return ofEvents == Verdict.COMPLETE && isCounted() ? EXIT_COUNTED : ofEvents.exitCode();
    }

    /** All of it where no hour differs. */
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("verdict", title());
        fields.put("quick", quick());
        return fields;
    }

    /** What was compared without reading events. */
    public Map<String, Object> quick() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("proven_by", proof());
        fields.put("from", look.period().from());
        fields.put("to", look.period().to());
        fields.put("hours", look.hours());
        fields.put("hours_that_differ", look.differing());
        fields.put("hours_of_copy_only", look.ofCopyOnly());
        fields.put("hours_of_neither", look.ofNeither().size());
        fields.put("truth_events", look.truth().events());
        fields.put("copy_events", look.copy().events());
        look.toRead().ifPresent(read -> {
            fields.put("read_from", read.from());
            fields.put("read_to", read.to());
        });
        return fields;
    }

    /** The same for people. */
    public List<String> lines() {
        return look.differing().isEmpty()
                ? List.of(title().toUpperCase(Locale.ROOT) + ": " + sentence())
                : List.of("  " + sentence());
    }

    private String sentence() {
        long differing = look.differing().size();
        String same = isCounted()
                ? "hold equally many events on both sides, which does not prove that they are the same: a loss and a duplicate"
                        + " cancel out"
                : "hold the same events on both sides, by the sums of their keys";
        long extra = look.ofCopyOnly().size();
        long empty = look.ofNeither().size();
        return (look.hours() - differing - extra) + " of " + look.hours() + " hours " + same + ". "
                + (empty == 0 ? "" : "In " + empty + " of these neither has any. ")
                + (extra == 0 ? "" : "In " + extra + " more only the copy has any. ")
                + look.toRead()
                        .map(read -> "Events were read from " + read.from() + " to " + read.to() + ".")
                        .orElse("No event was read.");
    }
}
