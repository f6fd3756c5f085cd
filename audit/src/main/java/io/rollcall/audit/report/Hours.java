package io.rollcall.audit.report;

import io.rollcall.audit.Report;
import io.rollcall.audit.roll.Cell;
import io.rollcall.audit.roll.Counts;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.SortedMap;

/** The picture of a report's time: a row for each day, a square for each hour; missing events are marked and counted. */
final class Hours {

    private static final int HOURS_A_DAY = 24;
    private static final int MAX_DAYS = 100;
    /** One in so many is many. */
    private static final int MANY = 10;

    private static final int LEFT = 104;
    private static final int TOP = 24;
    private static final int SIDE = 28;
    private static final int GAP = 2;
    private static final int WIDTH = LEFT + HOURS_A_DAY * (SIDE + GAP);

    private Hours() {}

    /** Adds the picture, if there is any hour to show. */
    static void add(Html page, Report report) {
        SortedMap<Integer, Counts> hours = Timeline.byHour(report).tailMap(Cell.TIMELESS + 1);
        if (hours.isEmpty()) {
            page.raw("<p>No event has a time that can be read.</p>");
            return;
        }
        int firstDay = Math.floorDiv(hours.firstKey(), HOURS_A_DAY);
        int days = Math.floorDiv(hours.lastKey(), HOURS_A_DAY) - firstDay + 1;
        int shown = Math.min(days, MAX_DAYS);
        long most = Math.max(
                1, hours.values().stream().mapToLong(Hours::events).max().orElse(1));
        int height = TOP + shown * (SIDE + GAP);
        page.raw("<div class=\"wide\"><svg role=\"img\" aria-labelledby=\"hours-title hours-text\" viewBox=\"0 0 "
                + WIDTH + " " + height
                + "\"><title id=\"hours-title\">Events by day and hour</title><desc id=\"hours-text\">");
        page.text(description(hours)).raw("</desc>");
        for (int hour = 0; hour < HOURS_A_DAY; hour += 3) {
            page.raw("<text class=\"axis\" x=\"" + x(hour) + "\" y=\"16\">" + String.format(Locale.ROOT, "%02d", hour)
                    + "</text>");
        }
        for (int day = 0; day < shown; day++) {
            page.raw("<text class=\"axis\" x=\"0\" y=\"" + (y(day) + 19) + "\">")
                    .text(date(firstDay + day))
                    .raw("</text>");
            for (int hour = 0; hour < HOURS_A_DAY; hour++) {
                Counts counts = hours.getOrDefault((firstDay + day) * HOURS_A_DAY + hour, Counts.ZERO);
                square(page, day, hour, counts, date(firstDay + day), (double) events(counts) / most);
            }
        }
        page.raw(
                "</svg></div><p class=\"key\"><span class=\"sample none\"></span> no events <span class=\"sample some\"></span> events, the more the"
                        + " darker <span class=\"sample few\"></span> less than a tenth missing <span class=\"sample lost\"></span> more missing, with their number; times in UTC</p>");
        if (days > shown) {
            page.raw("<p>Only the first " + shown + " of " + days
                    + " days are shown; --from and --to choose others.</p>");
        }
    }

    private static void square(Html page, int day, int hour, Counts counts, LocalDate date, double share) {
        String kind = kind(counts);
        page.raw("<g><title>")
                .text(String.format(Locale.ROOT, "%s %02d:00: ", date, hour) + counts.present() + " present, "
                        + counts.missing()
                        + " missing, " + counts.extra() + " extra, " + counts.duplicated() + " duplicated, "
                        + counts.changed()
                        + " changed")
                .raw("</title><rect class=\"" + kind + "\" x=\"" + x(hour) + "\" y=\"" + y(day) + "\" width=\"" + SIDE
                        + "\" height=\"" + SIDE + "\"");
        if (kind.equals("some")) {
            page.raw(String.format(Locale.ROOT, " fill-opacity=\"%.2f\"", 0.2 + 0.8 * share));
        }
        page.raw("/>");
        if (counts.missing() > 0) {
            page.raw("<text class=\"count " + kind + "\" x=\"" + (x(hour) + SIDE / 2) + "\" y=\"" + (y(day) + 18)
                            + "\">")
                    .text(shortened(counts.missing()))
                    .raw("</text>");
        }
        page.raw("</g>");
    }

    private static String kind(Counts counts) {
        if (counts.missing() > 0) {
            return counts.missing() * MANY < events(counts) ? "few" : "lost";
        }
        return events(counts) > 0 ? "some" : "none";
    }

    private static String description(SortedMap<Integer, Counts> hours) {
        long lost =
                hours.values().stream().filter(counts -> counts.missing() > 0).count();
        return hours.size() + " hours with events, from " + instant(hours.firstKey()) + " to "
                + instant(hours.lastKey()) + "; events are missing in " + lost + " of them.";
    }

    /** At most four characters. */
    static String shortened(long count) {
        return count < 1000 ? Long.toString(count) : count < 1_000_000 ? count / 1000 + "k" : count / 1_000_000 + "M";
    }

    private static long events(Counts counts) {
        return counts.present() + counts.missing();
    }

    private static Instant instant(int hour) {
        return Instant.ofEpochSecond(3600L * hour);
    }

    private static LocalDate date(int day) {
        return LocalDate.ofInstant(instant(day * HOURS_A_DAY), ZoneOffset.UTC);
    }

    private static int x(int hour) {
        return LEFT + hour * (SIDE + GAP);
    }

    private static int y(int day) {
        return TOP + day * (SIDE + GAP);
    }
}
