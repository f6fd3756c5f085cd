package io.rollcall.app.text;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A row of figures as people read it: instants to the second, shares in percent. Programs get them whole. */
public final class RowText {

    private static final String SHARE = "share";

    private RowText() {}

    /**
     * The lines, the first of them the row's title.
     *
     * @param trouble names of what is left out if there is none of it
     */
    public static List<String> lines(Map<String, ? extends @Nullable Object> row, Set<String> trouble) {
        List<String> lines = new ArrayList<>();
        row.forEach((name, value) -> {
            String label = name.replace('_', ' ');
            if (name.equals("stream")) {
                lines.add(String.valueOf(value));
            } else if (name.equals("sink")) {
                lines.add("sink " + value);
            } else if (value instanceof List<?> list) {
                String singular = label.substring(0, label.length() - 1);
                list.forEach(each -> lines.add("  " + singular + ": " + each));
            } else if (!trouble.contains(name) || !isNone(value)) {
                lines.add("  " + label + ": " + text(name, value));
            }
        });
        return lines;
    }

    private static boolean isNone(@Nullable Object value) {
        return (value instanceof Number number && number.doubleValue() == 0) || Boolean.FALSE.equals(value);
    }

    private static String text(String name, @Nullable Object value) {
        if (value == null) {
            return "not known yet";
        }
        if (value instanceof Instant instant) {
            return instant.truncatedTo(ChronoUnit.SECONDS).toString();
        }
        return value instanceof Double share && name.contains(SHARE)
                ? String.format(Locale.ROOT, "%.3g %%", 100 * share)
                : String.valueOf(value);
    }
}
