package io.rollcall.sim.office365;

import io.rollcall.sim.http.QueryOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;

/** Half-open window {@code [start, end)} on {@code contentCreated} (docs/vendors, o365, listing content). */
record ContentWindow(Instant start, Instant end) {
    private static final Duration MOST = Duration.ofHours(24);
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm", Locale.ROOT);
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);

    /** Window of a listing request; the last 24 hours if it names none. */
    static ContentWindow of(QueryOptions query, Instant now, Office365Options options) {
        Optional<String> start = query.first("startTime");
        Optional<String> end = query.first("endTime");
        if (start.isEmpty() && end.isEmpty()) {
            return new ContentWindow(now.minus(MOST), now);
        }
        if (start.isEmpty() || end.isEmpty()) {
            throw Office365Error.wrongRange("AF20030");
        }
        ContentWindow window = new ContentWindow(time("startTime", start.get()), time("endTime", end.get()));
        if (!window.start.isBefore(window.end)) {
            throw Office365Error.wrongRange("AF20055");
        }
        boolean wide = window.width().compareTo(MOST) > 0;
        if (window.start.isBefore(now.minus(options.retention())) || (wide && !options.wideWindowsPartial())) {
            throw Office365Error.wrongRange("AF20030");
        }
        return window;
    }

    Duration width() {
        return Duration.between(start, end);
    }

    /** Whether the answer is one the documentation tells to ignore. */
    boolean tooWide() {
        return width().compareTo(MOST) > 0;
    }

    private static Instant time(String name, String text) {
        try {
            LocalDateTime time =
                    switch (text.length()) {
                        case 10 -> LocalDate.parse(text).atStartOfDay();
                        case 16 -> LocalDateTime.parse(text, MINUTES);
                        default -> LocalDateTime.parse(text, SECONDS);
                    };
            return time.toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            throw Office365Error.wrongParameter(name);
        }
    }
}
