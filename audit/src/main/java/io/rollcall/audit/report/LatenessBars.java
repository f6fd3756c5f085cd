package io.rollcall.audit.report;

import io.rollcall.audit.roll.Lateness;
import io.rollcall.engine.time.Spans;
import java.util.Locale;

/** The picture of how late the missing events became visible: a bar for each class. */
final class LatenessBars {

    private static final int WIDTH = 720;
    private static final int ROW = 30;
    private static final int LEFT = 190;
    private static final int RIGHT = 90;

    private LatenessBars() {}

    /** Adds the picture, if anything is known. */
    static void add(Html page, Lateness lateness) {
        int classes = Lateness.BOUNDS.size() + 1;
        long most = 1;
        for (int i = 0; i < classes; i++) {
            most = Math.max(most, lateness.count(i));
        }
        page.raw("<div class=\"wide\"><svg role=\"img\" aria-labelledby=\"late-title late-text\" viewBox=\"0 0 " + WIDTH
                + " "
                + classes * ROW
                + "\"><title id=\"late-title\">Lateness of missing events</title><desc id=\"late-text\">");
        page.text(lateness.total() + " missing events whose lateness is known; the latest became visible "
                + Spans.words(lateness.max()) + " after it happened.");
        page.raw("</desc>");
        for (int i = 0; i < classes; i++) {
            int y = i * ROW;
            long width = Math.round((double) (WIDTH - LEFT - RIGHT) * lateness.count(i) / most);
            page.raw("<text class=\"axis\" x=\"0\" y=\"" + (y + 20) + "\">")
                    .text(label(i))
                    .raw("</text>");
            page.raw(String.format(
                    Locale.ROOT,
                    "<rect class=\"lost\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>",
                    LEFT,
                    y + 4,
                    lateness.count(i) == 0 ? 0 : Math.max(2, width),
                    ROW - 8));
            page.raw("<text class=\"axis\" x=\"" + (LEFT + width + 8) + "\" y=\"" + (y + 20) + "\">")
                    .text(lateness.count(i))
                    .raw("</text>");
        }
        page.raw("</svg></div>");
    }

    private static String label(int bound) {
        if (bound == Lateness.BOUNDS.size()) {
            return Spans.words(Lateness.BOUNDS.get(bound - 1)) + " or more";
        }
        String upper = Spans.words(Lateness.BOUNDS.get(bound));
        return bound == 0 ? "below " + upper : Spans.words(Lateness.BOUNDS.get(bound - 1)) + " to " + upper;
    }
}
