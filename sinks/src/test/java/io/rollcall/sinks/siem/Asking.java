package io.rollcall.sinks.siem;

import io.rollcall.engine.event.Window;
import io.rollcall.engine.siem.CannotTell;
import io.rollcall.engine.siem.Question;
import io.rollcall.engine.siem.Siem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Asks a SIEM, as tests do. */
public final class Asking {

    /** The day that is asked for. */
    public static final Window DAY =
            new Window(Instant.parse("2026-03-02T00:00:00Z"), Instant.parse("2026-03-03T00:00:00Z"));

    private Asking() {}

    /** Its rows of that day. */
    public static List<String> all(Siem siem) throws Exception {
        return rows(siem, Question.all(DAY));
    }

    /** Its rows that an event of these ids may be in. */
    public static List<String> find(Siem siem, String... ids) throws Exception {
        return rows(siem, new Question(DAY, List.of(ids)));
    }

    private static List<String> rows(Siem siem, Question question) throws Exception {
        List<String> rows = new ArrayList<>();
        siem.read(question, row -> rows.add(row.toString()));
        return rows;
    }

    /** Why it cannot tell what it holds of that day. */
    public static CannotTell trouble(Siem siem) throws Exception {
        try {
            throw new AssertionError("it could tell: " + all(siem));
        } catch (CannotTell e) {
            return e;
        }
    }
}
